"""Every nasty file of the corpus becomes exactly what stands beside it."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.sources.importers.cases import CASES, Case
from tests.sources.importers.reading import Read, left_behind, read

CORPUS = Path(__file__).parent / "corpus"


def _told(result: Read) -> dict[str, Any]:
    """Everything about an outcome but its profile, which has tests of its own."""
    outcome = result.outcome
    return {
        "columns": [
            {
                "name": column.name,
                "source_name": column.source_name,
                "type": column.type.value,
                "engine_type": column.engine_type,
                "notes": list(column.notes),
            }
            for column in outcome.columns
        ],
        "row_count": outcome.row_count,
        "last_rows": [list(row) for row in result.rows[-6:]],
        "rejected_rows": outcome.rejected_rows,
        "rejects": result.rejects[:5],
        "encoding": outcome.encoding,
        "delimiter": outcome.delimiter,
        "header_line": outcome.header_line,
        "warnings": list(outcome.warnings),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_nasty_file_becomes_what_its_golden_file_says(
    case: Case, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    result = read(tmp_path, case.content, case.kind, case.options)

    told = _told(result)
    golden = CORPUS / f"{case.name}.json"
    if request.config.getoption("--update-golden", default=False):
        golden.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    assert told == json.loads(golden.read_text())
    assert result.outcome.row_count == len(result.rows)
    assert set(left_behind(result.context)) <= {"data.parquet", "rejects.ndjson"}


def test_every_golden_file_has_its_case() -> None:
    assert {path.stem for path in CORPUS.glob("*.json")} == {case.name for case in CASES}
