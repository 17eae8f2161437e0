"""What a line of the log looks like."""

import json
import subprocess
import sys

PROGRAM = """
import logging, structlog
from gnomon.foundation.observability.logging import configure_logging
configure_logging("info", is_for_people=False)
log = structlog.get_logger()
with structlog.contextvars.bound_contextvars(request_id="r1"):
    log.info("query.ran", rows=3, name="a\\nb")
log.debug("query.hidden")
logging.getLogger("library").warning("something %s", "odd")
"""


def test_a_line_is_json_with_what_is_bound_to_its_request() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True)
    ours, theirs = (json.loads(line) for line in done.stderr.splitlines())
    assert {**ours, "timestamp": None} == {
        "timestamp": None,
        "level": "info",
        "service": "gnomon",
        "event": "query.ran",
        "request_id": "r1",
        "rows": 3,
        "name": "a\nb",
    }
    assert ours["timestamp"].endswith("Z")
    assert (theirs["event"], theirs["level"], theirs["service"]) == ("something odd", "warning", "gnomon")
