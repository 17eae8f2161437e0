"""A statement that somebody writes: answered, in the history after a crash, and in no log."""

from tests.flows.house import House
from tests.flows.people import Json, answered, new_browser, upload

SECRET = "unspoken"


def test_a_run_outlives_the_server_and_the_log_knows_no_word_of_it(house: House) -> None:
    with new_browser(house) as client:
        upload(client)
        counted = f"SELECT count(*) AS {SECRET} FROM sales WHERE region <> $word"
        sent: list[Json] = [
            {"sql": counted, "parameters": {"word": SECRET}},
            {"sql": f"SELECT {SECRET} FROM sales"},
            {"sql": "SELECT CAST($word AS INTEGER)", "parameters": {"word": SECRET}},
            {"sql": f"COPY sales TO '{SECRET}'"},
        ]
        statuses = [client.post("/queries/execute", json=body).status_code for body in sent]
        assert statuses == [200, 422, 422, 422]
        saved = {"name": SECRET, "sql": counted}
        assert client.post("/queries/saved", json=saved).status_code == 201
        runs = answered(client.get("/queries"))
        assert [run["status"] for run in runs["items"]] == ["failed", "failed", "failed", "done"]
        house.kill()
        house.start()
        assert answered(client.get("/queries")) == runs
    assert house.said().count("/api/v1/queries/execute") == len(sent)
    assert SECRET not in house.said()
