"""Questions that were asked before, against the thinnest HTTP servers: a bare one, and one that knows the question.

Every reply of ours still proves who asks, looks whether anything was committed, counts against the rate, is noted in
the logs, and carries a receipt of its own run.
"""

import statistics
from typing import Any

from bench.load import Connection, Request, a_second, body_of, milliseconds
from bench.questions import EIGHT, TWELVE, with_guard
from bench.server import API, BATCH, Server
from bench.setting import Setting
from bench.thinnest import thinnest_server

TURNS = 5
CLIENTS = 8


def cached(setting: Setting) -> None:
    """One question by one client and by several, and a batch of twelve, each in turns with the thinnest server."""
    dataset = setting.sales()
    one = asking(setting.server, "/query", {"spec": with_guard(EIGHT[1], dataset["id"], 99)})
    specs = [with_guard(question, dataset["id"], 99) for question in TWELVE]
    questions = [{"id": str(place), "spec": spec} for place, spec in enumerate(specs)]
    twelve = asking(setting.server, "/query/batch", {"questions": questions})
    answer = body_of(answer_to(one))
    with thinnest_server(answer) as port, thinnest_server(answer, is_keeping=True) as other:
        bare, keeping = Request(port, one.content), Request(other, one.content)
        slower = beside(lambda: milliseconds(one), lambda: milliseconds(bare))
        setting.report.ratio_of("cached, one client", *slower, "ms", worst=6.0)
        share = beside(lambda: a_second(one, CLIENTS), lambda: a_second(bare, CLIENTS))
        setting.report.share_of(f"cached, {CLIENTS} clients, of a bare server", *share, "a second", least=0.15)
        share = beside(lambda: a_second(one, CLIENTS), lambda: a_second(keeping, CLIENTS))
        setting.report.share_of(f"cached, {CLIENTS} clients", *share, "a second", least=0.4)
        tiles = beside(lambda: milliseconds(twelve, 30), lambda: twelve_times(bare))
        setting.report.ratio_of("cached, 12 tiles in one batch", *tiles, "ms", worst=2.0)


def asking(server: Server, path: str, body: dict[str, Any]) -> Request:
    """A request to our server, answered twice, so that rows and reply are kept."""
    request = Request.of(server.client.build_request("POST", f"{API}{path}", json=body, headers={"Accept": BATCH}))
    for _ in range(2):
        answer_to(request)
    return request


def answer_to(request: Request) -> bytes:
    """One answer as it travels."""
    connection = Connection(request.port)
    answer = connection.exchange(request.content)
    connection.close()
    return answer


def twelve_times(request: Request) -> float:
    """What twelve answers one after the other take."""
    return 12 * milliseconds(request)


def beside(ours: Any, theirs: Any) -> tuple[float, float]:
    """The medians of both, measured in turns."""
    pairs = [(ours(), theirs()) for _ in range(TURNS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
