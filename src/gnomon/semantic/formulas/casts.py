"""The types that people name in conversions."""

from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_spellings
from gnomon.semantic.contracts import ValueType
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

NAMED_TYPES = {
    "integer": types.INTEGER,
    "int": types.INTEGER,
    "bigint": types.INTEGER,
    "decimal": types.decimal(*types.DEFAULT_DECIMAL),
    "numeric": types.decimal(*types.DEFAULT_DECIMAL),
    "float": types.FLOAT,
    "double": types.FLOAT,
    "text": types.TEXT,
    "varchar": types.TEXT,
    "string": types.TEXT,
    "boolean": types.BOOLEAN,
    "bool": types.BOOLEAN,
    "date": types.DATE,
    "datetime": types.DATETIME,
    "timestamp": types.DATETIME,
}
_CONVERTED = frozenset(
    {
        *((number, other) for number in types.NUMERIC for other in (*types.NUMERIC, ColumnType.BOOLEAN)),
        *((ColumnType.BOOLEAN, other) for other in (*types.NUMERIC, ColumnType.BOOLEAN)),
        *((moment, other) for moment in types.MOMENTS for other in types.MOMENTS),
        *((ColumnType.TEXT, other.type) for other in NAMED_TYPES.values()),
    }
)


def cast_type(name: str, sizes: tuple[int, ...], given: ValueType, span: Span) -> ValueType:
    """The type that a conversion names. Raises `FormulaWrong` where values cannot become such."""
    wanted = NAMED_TYPES.get(name.lower())
    if wanted is None:
        near = near_spellings(name.lower(), NAMED_TYPES)
        hint = did_you_mean(near) or "The types are integer, decimal, float, text, boolean, date and datetime."
        raise FormulaWrong(span, f"There is no type “{name}”.", hint)
    if sizes:
        wanted = _sized(wanted, sizes, span)
    elif wanted.type is ColumnType.DECIMAL and given.type in (ColumnType.INTEGER, ColumnType.DECIMAL):
        wanted = types.decimal(*types.sizes(given))
    elif wanted == types.INTEGER and given.type is ColumnType.INTEGER:
        wanted = types.canonical(given)
    is_known = given == types.UNKNOWN or wanted.type is ColumnType.TEXT or wanted.type is given.type
    if not is_known and (given.type, wanted.type) not in _CONVERTED:
        raise FormulaWrong(span, f"There is no way to make {types.named(wanted)} of {types.named(given)}.")
    return wanted


def _sized(wanted: ValueType, sizes: tuple[int, ...], span: Span) -> ValueType:
    digits, scale = (*sizes, 0)[:2]
    if wanted.type is not ColumnType.DECIMAL or len(sizes) > 2:
        raise FormulaWrong(span, "Only decimals have a size.", "Write decimal(18, 2).")
    if not 1 <= digits <= types.MAX_DIGITS or scale > digits:
        raise FormulaWrong(span, f"A decimal has 1 to {types.MAX_DIGITS} digits.", "Write decimal(18, 2).")
    return types.decimal(digits, scale)
