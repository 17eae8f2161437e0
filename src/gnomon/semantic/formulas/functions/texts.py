"""Computing with texts; what grows is bounded."""

from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.declarations import (
    Accepts,
    Declaration,
    Macro,
    Parameter,
    Scalar,
    constant,
    many,
    one,
    optional,
    pattern,
)
from gnomon.semantic.formulas.functions.patterns import complaint_about_regex

TEXT = FunctionCategory.TEXT
MAX_TEXT = 1_000_000
MAX_PADDED = 10_000
MAX_REPEATED = 100
X = one("x", Accepts.TEXT)
LEFT = f"LEFT({{}}, {MAX_TEXT})"


def _text(name: str, doc: str, example: str, engine: str, *more: Parameter) -> Scalar:
    """A function that makes a text of a text."""
    return Scalar(name, TEXT, (X, *more), types.TEXT, doc, example, engine)


def _condition(name: str, doc: str, example: str, engine: str, *more: Parameter) -> Scalar:
    """A function that tells something of a text."""
    return Scalar(name, TEXT, (X, *more), types.BOOLEAN, doc, example, engine)


FUNCTIONS: tuple[Declaration, ...] = (
    _text("UPPER", "A text in capitals.", "UPPER(region)", "UPPER"),
    _text("LOWER", "A text in small letters.", "LOWER(region)", "LOWER"),
    Macro(
        "INITCAP",
        TEXT,
        ("x",),
        "UPPER(LEFT(x, 1)) || LOWER(SUBSTRING(x, 2))",
        "A text with a capital first and small letters after it.",
        "INITCAP(region)",
        {},
    ),
    _text("TRIM", "A text without the spaces at both ends.", "TRIM(note)", "TRIM"),
    _text("LTRIM", "A text without the spaces before it.", "LTRIM(note)", "LTRIM"),
    _text("RTRIM", "A text without the spaces after it.", "RTRIM(note)", "RTRIM"),
    Scalar("LENGTH", TEXT, (X,), types.INTEGER, "How many characters a text has.", "LENGTH(note)", "LENGTH"),
    _text(
        "SUBSTRING",
        "So many characters of a text, from a place on that is counted from 1.",
        "SUBSTRING(email, 1, 3)",
        "SUBSTRING",
        one("start", Accepts.INTEGER),
        optional("length", Accepts.INTEGER),
    ),
    _text("LEFT", "The first characters of a text.", "LEFT(region, 2)", "LEFT", one("length", Accepts.INTEGER)),
    _text("RIGHT", "The last characters of a text.", "RIGHT(region, 2)", "RIGHT", one("length", Accepts.INTEGER)),
    _text(
        "REPLACE",
        "A text with every occurrence of one text replaced by another, of which 100 characters count.",
        "REPLACE(note, '-', ' ')",
        LEFT.format("REPLACE(x, old, LEFT(new, 100))"),
        one("old", Accepts.TEXT),
        one("new", Accepts.TEXT),
    ),
    Scalar(
        "CONCAT",
        TEXT,
        (many("value", Accepts.ANYTHING),),
        types.TEXT,
        "Values written one after the other; null is left out.",
        "CONCAT(region, ' ', status)",
        "CONCAT",
    ),
    _condition(
        "CONTAINS",
        "Whether a text contains another one.",
        "CONTAINS(email, '@')",
        "CONTAINS",
        one("part", Accepts.TEXT),
    ),
    _condition(
        "STARTS_WITH",
        "Whether a text begins with another one.",
        "STARTS_WITH(region, 'n')",
        "STARTS_WITH",
        one("part", Accepts.TEXT),
    ),
    _condition(
        "ENDS_WITH",
        "Whether a text ends with another one.",
        "ENDS_WITH(email, '.org')",
        "ENDS_WITH",
        one("part", Accepts.TEXT),
    ),
    _text(
        "SPLIT_PART",
        "The part of a text at a place, counted from 1 (from the end where negative), between separators.",
        "SPLIT_PART(email, '@', 2)",
        "SPLIT_PART",
        one("separator", Accepts.TEXT),
        one("place", Accepts.INTEGER),
    ),
    _text(
        "LPAD",
        f"A text with another one before it, up to so many characters; at most {MAX_PADDED:,}.",
        "LPAD(region, 10, '.')",
        f"TRY(LPAD(x, CAST(LEAST(GREATEST(length, 0), {MAX_PADDED}) AS INTEGER), fill))",
        one("length", Accepts.INTEGER),
        one("fill", Accepts.TEXT),
    ),
    _text(
        "RPAD",
        f"A text with another one after it, up to so many characters; at most {MAX_PADDED:,}.",
        "RPAD(region, 10, '.')",
        f"TRY(RPAD(x, CAST(LEAST(GREATEST(length, 0), {MAX_PADDED}) AS INTEGER), fill))",
        one("length", Accepts.INTEGER),
        one("fill", Accepts.TEXT),
    ),
    _text("REVERSE", "A text from its end to its beginning.", "REVERSE(region)", "REVERSE"),
    _text(
        "REPEAT",
        f"A text (its first {MAX_REPEATED} characters) so many times; at most {MAX_REPEATED}.",
        "REPEAT('★', quantity)",
        f"REPEAT(LEFT(x, {MAX_REPEATED}), LEAST(times, {MAX_REPEATED}))",
        one("times", Accepts.INTEGER),
    ),
    Scalar(
        "POSITION",
        TEXT,
        (X, one("part", Accepts.TEXT)),
        types.INTEGER,
        "Where a text first contains another one, counted from 1; 0 where it does not.",
        "POSITION(email, '@')",
        "INSTR",
    ),
    Scalar(
        "LEVENSHTEIN",
        TEXT,
        (X, one("other", Accepts.TEXT)),
        types.INTEGER,
        "How many letters must change to make one text of another; their first 1,000 characters count.",
        "LEVENSHTEIN(region, 'north')",
        "LEVENSHTEIN(LEFT(x, 1000), LEFT(other, 1000))",
    ),
    _condition(
        "REGEX_MATCHES",
        "Whether a regular expression is found in a text.",
        "REGEX_MATCHES(email, '^[a-z]+@')",
        "REGEXP_MATCHES",
        pattern("pattern", complaint_about_regex),
    ),
    _text(
        "REGEX_EXTRACT",
        "What a regular expression, or one of its groups, finds in a text; an empty text where it finds nothing.",
        "REGEX_EXTRACT(email, '@(.+)$', 1)",
        "REGEXP_EXTRACT(x, pattern, CAST(group AS INTEGER))",
        pattern("pattern", complaint_about_regex),
        constant("group", Accepts.INTEGER, 0, 9, is_optional=True),
    ),
    _text(
        "REGEX_REPLACE",
        "A text with everything that a regular expression finds replaced by another text.",
        "REGEX_REPLACE(note, '[0-9]+', '#')",
        LEFT.format("REGEXP_REPLACE(x, pattern, LEFT(new, 100), 'g')"),
        pattern("pattern", complaint_about_regex),
        one("new", Accepts.TEXT),
    ),
)
