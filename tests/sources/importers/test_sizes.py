"""Wide tables, long fields and progress: what is large is read like what is small."""

from pathlib import Path

from tests.sources.importers.reading import left_behind, read


def test_a_wide_table_is_typed_and_profiled_column_by_column(tmp_path: Path) -> None:
    header = ",".join(f"c{n}" for n in range(420))
    rows = [",".join(f"{n + row}.5" if n % 2 else f"t{row}" for n in range(420)) for row in range(30)]

    result = read(tmp_path, "\n".join([header, *rows]))

    assert result.columns == [(f"c{n}", "DECIMAL(18,1)" if n % 2 else "VARCHAR") for n in range(420)]
    assert [(p.min, p.max, p.distinct_count) for p in result.outcome.profile] == [
        (n + 0.5, n + 29.5, 30) if n % 2 else ("t0", "t9", 30) for n in range(420)
    ]
    assert left_behind(result.context) == ["data.parquet"]


def test_a_field_of_ten_megabytes_is_kept_whole(tmp_path: Path) -> None:
    long = "x" * 10_000_000

    result = read(tmp_path, f"a,b\n1,{long}\n2,y\n")

    assert result.values("b") == [long, "y"]
    assert all(len(str(top.value)) <= 200 for profile in result.outcome.profile for top in profile.top_values)


def test_a_row_longer_than_the_limit_is_rejected_and_the_rest_is_kept(tmp_path: Path) -> None:
    result = read(tmp_path, "a,b\n1," + "x" * 20_000_000 + "\n2,y\n3,z\n")

    assert result.rows == [("2", "y"), ("3", "z")]
    assert [(reject["line"], reject["reason"]) for reject in result.rejects] == [(2, "The row is longer than 16 MB.")]


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    result = read(tmp_path, "a\n1\n2\n")

    assert result.context.told == [
        ("reading", None, 0.0),
        ("typing", None, 0.1),
        ("writing", None, 0.4),
        ("profiling", 2, 0.7),
        ("profiling", 2, 1.0),
    ]


def test_the_order_of_rows_is_kept_although_a_date_could_sort_them(tmp_path: Path) -> None:
    days = [f"2024-{1 + n * 7 % 12:02}-{1 + n * 11 % 28:02}" for n in range(200_000)]

    result = read(tmp_path, "day,n\n" + "".join(f"{day},{n}\n" for n, day in enumerate(days)))

    assert result.values("day") == days
