"""Computing with numbers; what has no answer is null."""

from collections.abc import Sequence

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import ValueType
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.declarations import (
    Accepts,
    Constants,
    Declaration,
    Macro,
    Scalar,
    constant,
    many,
    one,
    same_type,
)

MATHS = FunctionCategory.MATHS
MAX_PLACES = 15


def _rounded(given: Sequence[ValueType], constants: Constants) -> ValueType:
    """Decimals keep as many digits behind the point as they are rounded to."""
    if given[0].type is not ColumnType.DECIMAL:
        return types.canonical(given[0])
    digits, scale = types.sizes(given[0])
    kept = min(scale, max(0, int(constants.get("digits") or 0)))
    # Rounding up may need one digit more.
    return types.decimal(min(types.MAX_DIGITS, digits - scale + kept + 1), kept)


def _whole(given: Sequence[ValueType], constants: Constants) -> ValueType:
    return _rounded(given, {})


def _float(name: str, doc: str, example: str, engine: str) -> Scalar:
    """A function of one float."""
    return Scalar(name, MATHS, (one("x", Accepts.FLOAT),), types.FLOAT, doc, example, engine)


NAN = "CAST('NaN' AS DOUBLE)"

FUNCTIONS: tuple[Declaration, ...] = (
    Scalar("ABS", MATHS, (one("x", Accepts.NUMBER),), same_type, "A number without its sign.", "ABS(amount)", "ABS"),
    Scalar(
        "ROUND",
        MATHS,
        (one("x", Accepts.NUMBER), constant("digits", Accepts.INTEGER, -MAX_PLACES, MAX_PLACES, is_optional=True)),
        _rounded,
        "A number with so many digits behind the point (none at first); halves are rounded away from zero.",
        "ROUND(amount, 1)",
        "ROUND(x, CAST(digits AS INTEGER))",
        is_cast=True,
    ),
    Scalar(
        "FLOOR",
        MATHS,
        (one("x", Accepts.NUMBER),),
        _whole,
        "The greatest whole number that is not greater.",
        "FLOOR(amount)",
        "FLOOR",
        is_cast=True,
    ),
    Scalar(
        "CEIL",
        MATHS,
        (one("x", Accepts.NUMBER),),
        _whole,
        "The least whole number that is not less.",
        "CEIL(amount)",
        "CEIL",
        is_cast=True,
    ),
    Scalar(
        "TRUNC",
        MATHS,
        (one("x", Accepts.NUMBER),),
        _whole,
        "A number without what stands behind the point.",
        "TRUNC(amount)",
        "TRUNC",
        is_cast=True,
    ),
    Scalar(
        "SIGN",
        MATHS,
        (one("x", Accepts.NUMBER),),
        types.INTEGER,
        "1 for numbers above zero, -1 for those below, 0 for zero.",
        "SIGN(amount)",
        "SIGN",
        is_cast=True,
    ),
    _float("SQRT", "The square root; null of numbers below zero.", "SQRT(quantity)", f"NULLIF(SQRT(x), {NAN})"),
    _float("EXP", "e to the power of a number.", "EXP(discount)", "EXP"),
    _float("LN", "The natural logarithm; null unless above zero.", "LN(quantity)", "LN(NULLIF(GREATEST(x, 0), 0))"),
    _float(
        "LOG10",
        "The logarithm to base 10; null unless above zero.",
        "LOG10(quantity)",
        "LOG10(NULLIF(GREATEST(x, 0), 0))",
    ),
    _float(
        "LOG2", "The logarithm to base 2; null unless above zero.", "LOG2(quantity)", "LOG2(NULLIF(GREATEST(x, 0), 0))"
    ),
    Macro(
        "LOG",
        MATHS,
        ("x", "base"),
        "LN(x) / LN(base)",
        "The logarithm to any base, 10 unless another one is given.",
        "LOG(quantity, 2)",
        {"base": "10"},
    ),
    Scalar(
        "POWER",
        MATHS,
        (one("x", Accepts.FLOAT), one("exponent", Accepts.FLOAT)),
        types.FLOAT,
        "A number to the power of another; null where there is none.",
        "POWER(quantity, 2)",
        f"NULLIF(POWER(x, exponent), {NAN})",
    ),
    _float("SIN", "The sine of an angle in radians.", "SIN(discount)", f"NULLIF(TRY(SIN(x)), {NAN})"),
    _float("COS", "The cosine of an angle in radians.", "COS(discount)", f"NULLIF(TRY(COS(x)), {NAN})"),
    _float("TAN", "The tangent of an angle in radians.", "TAN(discount)", f"NULLIF(TRY(TAN(x)), {NAN})"),
    _float("ASIN", "The angle of a sine; null outside of -1 to 1.", "ASIN(discount)", f"NULLIF(TRY(ASIN(x)), {NAN})"),
    _float("ACOS", "The angle of a cosine; null outside of -1 to 1.", "ACOS(discount)", f"NULLIF(TRY(ACOS(x)), {NAN})"),
    _float("ATAN", "The angle of a tangent.", "ATAN(discount)", "ATAN"),
    Scalar(
        "ATAN2",
        MATHS,
        (one("y", Accepts.FLOAT), one("x", Accepts.FLOAT)),
        types.FLOAT,
        "The angle of a point seen from the origin.",
        "ATAN2(discount, quantity)",
        "ATAN2",
    ),
    _float("RADIANS", "An angle in degrees as radians.", "RADIANS(discount)", "RADIANS"),
    _float("DEGREES", "An angle in radians as degrees.", "DEGREES(discount)", "DEGREES"),
    Macro("PI", MATHS, (), "3.141592653589793e0", "The number π.", "PI() * POWER(quantity, 2)", {}),
    Macro(
        "MOD",
        MATHS,
        ("x", "divisor"),
        "x % divisor",
        "What remains of a division, as x % divisor.",
        "MOD(quantity, 12)",
        {},
    ),
    Macro(
        "DIVIDE",
        MATHS,
        ("x", "divisor", "otherwise"),
        "CASE WHEN divisor = 0 THEN otherwise ELSE x / divisor END",
        "A quotient, or another value (null at first) where the divisor is 0.",
        "DIVIDE(amount, quantity, 0)",
        {"otherwise": "NULL"},
    ),
    Scalar(
        "LEAST",
        MATHS,
        (many("value", Accepts.ORDERED),),
        same_type,
        "The least of some values that are not null.",
        "LEAST(amount, 100)",
        "LEAST",
    ),
    Scalar(
        "GREATEST",
        MATHS,
        (many("value", Accepts.ORDERED),),
        same_type,
        "The greatest of some values that are not null.",
        "GREATEST(amount, 0)",
        "GREATEST",
    ),
    Macro(
        "CLAMP",
        MATHS,
        ("x", "low", "high"),
        "CASE WHEN x < low THEN low WHEN x > high THEN high ELSE x END",
        "A number, or the nearer end of a range where it lies outside.",
        "CLAMP(discount, 0, 1)",
        {},
    ),
    Macro(
        "IS_FINITE",
        MATHS,
        ("x",),
        "ABS(FLOAT(x)) <= 1.7976931348623157e308",
        "Whether a number is neither infinite nor “not a number”.",
        "IS_FINITE(discount)",
        {},
    ),
)
