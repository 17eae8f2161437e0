"""The corpus: nasty files, by name; what each becomes stands in `corpus/<name>.json`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """One nasty file."""

    name: str
    content: bytes
    kind: str = "csv"
    options: Mapping[str, Any] = field(default_factory=dict)


def _case(name: str, content: str | bytes, kind: str = "csv", **options: Any) -> Case:
    return Case(name, content.encode() if isinstance(content, str) else content, kind, options)


def _lines(header: str, rows: list[str]) -> str:
    return "\n".join([header, *rows]) + "\n"


TWO = "a,b\n1,x\n2,y\n"

CASES: tuple[Case, ...] = (
    _case("plain", TWO),
    _case("byte_order_mark", b"\xef\xbb\xbf" + TWO.encode()),
    _case("byte_order_mark_without_header", b"\xef\xbb\xbf1,2\n3,4\n"),
    _case("utf16_little_endian", b"\xff\xfe" + "a;b\n1;é\n".encode("utf-16-le")),
    _case("utf16_big_endian", b"\xfe\xff" + "a;b\n1;é\n".encode("utf-16-be")),
    _case("utf16_without_mark", "alpha,beta\n1,xyzzy\n2,tests\n".encode("utf-16-le")),
    _case("windows_1252", "a,b\n1,café €\n".encode("cp1252")),
    _case("latin_9_by_option", "a,b\n1,€\n".encode("iso-8859-15"), encoding="iso-8859-15"),
    _case("bytes_that_windows_1252_leaves_open", b"a,b\n1,\x81\xe9\n"),
    _case("semicolons_and_decimal_commas", "name;value\na;1.234,56\nb;-12,5\nc;7\n"),
    _case("tabs", "a\tb\n1\t2\n", "tsv"),
    _case("tabs_in_csv", "a\tb\n1\t2,5\n"),
    _case("pipes", "a|b\n1|2\n"),
    _case("delimiter_by_option", "a:b\n1:2\n", delimiter=":"),
    _case("apostrophes_as_quotes", "'a','b','c'\n'1','x, y','z'\n'2','z','w'\n"),
    _case("quoted_newlines_and_doubled_quotes", 'a,b\n1,"two\nlines"\n2,"say ""hi"""\n'),
    _case("carriage_returns_in_quotes", 'a,b\r\n1,"two\r\nlines"\r\n'),
    _case("quotes_inside_of_text", 'a,b\n1,5" pipe\n2,a"b"c\n'),
    _case("quoted_delimiters", 'a,b\n"1,5","x;y"\n'),
    _case("thousands_separators", 'n,v\na,"1,234"\nb,"12,345,678"\nc,5\n'),
    _case("thousands_and_fraction", 'n,v\na,"1,234.50"\nb,0.25\n'),
    _case("spaces_as_thousands", "n;v\na;1 234,5\nb;12 345 678\n"),
    _case("apostrophes_as_thousands", "n,v\na,1'234.5\nb,12'345'678\n"),
    _case("decimal_comma_by_option", 'n,v\na,"1,234"\nb,"5,678"\n', decimal_comma=True),
    _case("preamble", "Report\nCreated 2024\n\nid,name\n1,a\n2,b\n3,c\n"),
    _case("preamble_with_quotes", 'Report "one\nid,name\n1,a\n2,b\n'),
    _case("header_line_by_option", "x,y\nid,name\n1,a\n", header_line=2),
    _case("no_header", "1,a\n2,b\n"),
    _case("no_header_by_option", "a,b\nc,d\n", header_line=0),
    _case("no_header_seen_by_repeated_values", "DE,x\nFR,y\nDE,z\n"),
    _case("years_as_headers", "country,2019,2020,2021\nDE,5,6,7\nFR,6,7,8\n"),
    _case("blank_and_duplicate_headers", "a,A,,a,a_2\n1,2,3,4,5\n"),
    _case("header_with_spaces_and_newline", '"  first\nname ",b\nx,1\n'),
    _case("header_over_two_lines_and_ragged_row", '"two\nlines",b\n1,2\n3\n4,5\n'),
    _case("header_shorter_than_rows", "a,b,c\n1,2,3,\n4,5,6,\n"),
    _case("ragged", 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n"x\ny",1,2\n\n7,8\n9,10,11\n'),
    _case("mixed_line_endings", 'a,b\r\n1,2\n3,"x\r\ny"\r5,6\r\n'),
    _case("old_mac_line_endings", "a,b\r1,2\r3,4\r"),
    _case("no_newline_at_the_end", "a,b\n1,2"),
    _case("blank_lines", "a,b\n\n1,2\n\n\n3,4\n\n"),
    _case("blank_lines_in_one_column", "a\n1\n\n2\n"),
    _case("unclosed_quote_at_the_end", 'a,b\n1,2\n3,"x\n4,5\n'),
    _case("text_after_a_closing_quote", 'a,b\n1,"x"y\n2,z\n'),
    _case("header_only", "a,b\n"),
    _case("one_word", "hello\n"),
    _case("one_number", "5"),
    _case("late_fraction", _lines("v", [str(n) for n in range(3000)] + ["1.5"])),
    _case("late_text", _lines("v,w", [f"{n},1" for n in range(3000)] + ["oops,1", "5,1"])),
    _case("late_code", _lines("zip", [str(10000 + n) for n in range(3000)] + ["00501"])),
    _case("too_many_misfits", _lines("v", [str(n) if n % 100 else "x" for n in range(3000)])),
    _case("codes_and_phone_numbers", "zip,phone,sku\n00501,+15551234,1E5\n10001,+15559999,1234\n"),
    _case("beyond_64_bits", "n,m,o\n9223372036854775808,-9223372036854775808,12345678901234567890123456789\n1,2,3\n"),
    _case("beyond_38_digits", "n\n" + "9" * 40 + "\n1\n"),
    _case("very_fine_fractions", "v,w\n0.12345678901234567890,0." + "1" * 40 + "\n1,2\n"),
    _case("exponents", "v,w\n1.5e10,1e999\n-2e-3,2.0e5\n5,1\n"),
    _case("infinities", "v\n1.5e3\ninf\n-Infinity\n"),
    _case("odd_but_plain_numbers", "v\n-0.0\n.5\n5.\n-1.25\n"),
    _case("booleans", "a,b,c,d\ntrue,yes,0,t\nFALSE,no,1,f\n"),
    _case("padded_values", "a, b ,c\n1, 2 , x \n3, 4.5 , y\n"),
    _case(
        "dates",
        "a,b,c,d,e,f,g\n"
        "2024-01-31,31/01/2024,01/31/2024,31.01.2024,3 Jan 2024,2024/01/03,Jan 3 2024\n"
        "2024-02-01,01/02/2024,02/01/2024,01.02.2024,14 feb 2024,2024/01/04,Feb 14 2024\n",
    ),
    _case("ambiguous_dates", "d\n01/02/2024\n03/04/2024\n"),
    _case("ambiguous_dates_by_option", "d\n01/02/2024\n03/04/2024\n", day_first=False),
    _case("days_and_months_in_both_orders", "d\n31/01/2024\n01/31/2024\n"),
    _case("days_that_do_not_exist", "d\n2024-02-30\n2024-02-28\n"),
    _case("compact_dates", "order_date,n\n20240131,20240131\n20240201,20240201\n"),
    _case("short_years", "d\n31/12/99\n01/02/24\n"),
    _case(
        "moments",
        "a,b,c,d\n"
        "2024-01-01 10:00:00,2024-01-01T10:00:00Z,2024-01-01T10:00:00.123+02:00,31/01/2024 10:00\n"
        "2024-01-02 10:00,2024-01-01T10:00:00Z,2024-01-01T10:00:00-0500,01/02/2024 11:30:15\n",
    ),
    _case("nanoseconds", "t\n2024-01-01 10:00:00.123456789\n2024-01-01 10:00:00\n"),
    _case("half_days", "t,c\n1/31/2024 1:05 PM,1:05 PM\n2/1/2024 11:05 am,12:30 am\n"),
    _case("times", "t\n10:00\n23:59:59.5\n"),
    _case("zoned_and_plain_moments", "t\n2024-01-01T10:00:00Z\n2024-01-01T10:00:00\n"),
    _case("markers_of_nothing", 'a,b,c\n1,NA,NA\nNA,,x\n3,"",None\n-,null,-\nN/A,z,NULL\n'),
    _case("empty_column", "a,b\n1,\n2,\n"),
    _case("column_empty_at_first", _lines("a,b", [f"{n}," for n in range(3000)] + ["1,2.5"])),
    _case("types_by_option", "a,b,c\n1,007,x\nfoo,8,y\n3,9,z\n", types={"a": "integer", "b": "integer", "c": "text"}),
    _case("empty_by_option", "a,b\n,x\n,y\n", types={"a": "integer"}),
    _case("text_by_option", "a\n1\n2\n", types={"a": "text"}),
    _case("float_by_option", "a\n1\n2.5\n", types={"a": "float"}),
    _case("hostile_names", '"a""; DROP TABLE x; --",\'b\n1,2\n'),
    _case("formulas_stay_text", 'a,b\n"=1+1",x\n"@SUM(A1)",y\n'),
    _case("json_array", '[{"a":1,"b":"2024-01-01","o":{"x":1,"y":[1]},"m":1},{"a":2.5,"m":"s","z":true}]', "json"),
    _case("json_with_byte_order_mark", b'\xef\xbb\xbf[{"a":1},{"a":2}]', "json"),
    _case("json_in_an_object", '{"data":[{"a":1},{"a":2}],"meta":3}', "json"),
    _case("json_single_object", '{"a":1,"b":{"c":{"d":2}}}', "json"),
    _case("json_text_that_looks_like_numbers", '[{"z":"00501","n":"12"},{"z":"10001","n":"13"}]', "json"),
    _case("json_large_numbers", '[{"n":12345678901234567890123},{"n":1}]', "json"),
    _case("json_keys_that_differ_by_case", '[{"a":1,"A":2,"":3,"x/y~z":4}]', "json"),
    _case("json_nulls", '[{"a":null,"b":null},{"a":1}]', "json"),
    _case("json_with_other_things_between", '[{"a":1},5,"x",{"a":2}]', "json"),
    _case("ndjson_with_bad_lines", '{"a":1}\n\n{"a":2\n[1]\n{"a":3,"b":"x"}\n', "ndjson"),
    _case("ndjson_utf16", b"\xff\xfe" + '{"a":"é"}\n'.encode("utf-16-le"), "ndjson"),
)
