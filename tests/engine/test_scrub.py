"""Error texts: what DuckDB says, without where it lives."""

import pytest

from gnomon.engine.scrub import MAX_MESSAGE_CHARACTERS, scrub


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            'IO Error: No files found that match the pattern "/srv/data/ws/1/sales.parquet"',
            "IO Error: No files found that match the pattern (file)",
        ),
        (
            "Permission Error: Cannot access file '/etc/passwd' - file system operations are disabled",
            "Permission Error: Cannot access file (file) - file system operations are disabled",
        ),
        ("IO Error: Cannot open C:\\data\\x.csv: gone", "IO Error: Cannot open (file): gone"),
        ("HTTP Error: GET https://key:secret@host/x?sig=1 failed", "HTTP Error: GET (address) failed"),
        ("Could not open ~/.duckdb/stored_secrets", "Could not open (file)"),
        (
            'Parser Error: syntax error at or near "selec"\n\nLINE 1: selec * from secret_table\n        ^',
            'Parser Error: syntax error at or near "selec"',
        ),
        (
            "C Data interface error: External error: Conversion Error: Could not convert string 'a' to INT32",
            "Conversion Error: Could not convert string 'a' to INT32",
        ),
        ("Binder Error: revenue / cost needs numbers", "Binder Error: revenue / cost needs numbers"),
        ("INTERNAL Error: x\n\nStack Trace:\n/usr/lib/libduckdb.so(+0x1)", "INTERNAL Error: x"),
    ],
)
def test_paths_addresses_and_statements_are_taken_out(message: str, told: str) -> None:
    assert scrub(message) == told


def test_a_long_message_is_cut() -> None:
    assert len(scrub("x" * 10_000)) == MAX_MESSAGE_CHARACTERS
