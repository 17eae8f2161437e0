"""A server that is killed while a dataset is made of a query."""

from pathlib import Path

import psutil
import pytest
from tests.files_below import files_below
from tests.sources.server import running_server
from tests.sources.test_real_server import left_after, signed_in, wait_for

SLOW = "SELECT i, hash(i) AS h FROM range(1000000) AS r(i) ORDER BY sha256(i::VARCHAR || 'a')"


@pytest.mark.timeout(300)
def test_the_next_server_makes_the_dataset_and_nothing_else_is_left(tmp_path: Path, database_url: str) -> None:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    with running_server(data_dir, database_url) as server:
        client = signed_in(server.url)
        saved = client.post("/queries/saved", json={"name": "Slow", "sql": SLOW}).json()
        made = client.post(f"/queries/{saved['id']}/dataset", json={"name": "Made"}).json()
        wait_for(client, made["import_id"], lambda found: found["stage"] == "querying", 20)
        wait_for(client, made["import_id"], lambda _: list((data_dir / "work").glob("*/.spill")) != [], 20)
        workers = server.process.children(recursive=True)
        server.kill()
        psutil.wait_procs(workers, timeout=10)
    assert list((data_dir / "work").iterdir()), "the server was killed while its worker wrote"

    with running_server(data_dir, database_url) as server:
        client.base_url = f"{server.url}/api/v1"
        ended = wait_for(client, made["import_id"], lambda found: found["status"] not in ("queued", "running"), 120)
        shown = client.get(f"/datasets/{made['id']}").json()
        (origin,) = client.get(f"/queries/of-dataset/{made['id']}").json()["items"]

        assert (ended["status"], shown["status"], shown["row_count"]) == ("ready", "ready", 1_000_000)
        assert origin["version_ids"] == [shown["active_version_id"]]
        assert left_after(20, data_dir / "work") == []
        kept = files_below(data_dir / "blobs")
        assert sorted(path.relative_to(data_dir / "blobs").parts[0] for path in kept) == ["datasets", "raw"]
