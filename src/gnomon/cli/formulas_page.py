"""The page about formulas: a short introduction, and every function as its declaration tells of it."""

from itertools import groupby

from gnomon.semantic.contracts import FormulaKind, FunctionCategory, FunctionDoc
from gnomon.semantic.formulas.documentation import documentation
from gnomon.semantic.formulas.grammar import MAX_CHARACTERS, MAX_DEPTH
from gnomon.semantic.formulas.typed import MAX_NODES

HEAD = f"""\
# Formulas

One language computes calculated columns (a value for each row of a table) and measures (a value of many rows). It is
spelled like the SQL that people know. This page is made by `make api` from the code; change the words there.

## How it is written

* **Columns** by their names: `amount`; in double quotes where a name is not one word or is a word of the language:
  `"net amount"`, `"end"`. A column of a related table by its address: `customers.country`, `customers.countries.name`;
  through a relationship by its name, where a table plays several roles: `shipped_on.month`.
* **Measures** by their names, in other measures: `revenue / orders`. **Parameters** of the model as `$rate`.
* **Values**: `12`, `1.5` (an exact decimal), `1e6` (a float), `'text'` (a quote in it is doubled), `true`, `false`,
  `null`, `DATE '2024-01-31'`, `TIMESTAMP '2024-01-31 18:30'`. A text beside a date is read as one.
* **Operators**, the loosest first: `OR`, `AND`, `NOT`, `= <> < <= > >=`, `IS [NOT] NULL`,
  `[NOT] IN | BETWEEN | LIKE | ILIKE`, `||`, `+ -`, `* / %`, `-x`, `x::type`.
* **Choices**: `CASE WHEN amount > 100 THEN 'large' ELSE 'small' END`, `CASE status WHEN 'paid' THEN 1 END`.
* **Conversions**: `CAST(x AS type)` or `x::type` to integer, decimal, decimal(18, 2), float, text, boolean, date,
  datetime. What cannot be read is null.
* **Comments**: `-- to the end of the line`, `/* between */`. The case of letters makes no difference but in texts.

## What it means

* Null is the absence of a value, as in SQL: computing with it gives null, aggregates leave it out.
* Whole numbers are exact in 64 bits, their sums in 128; decimals are exact in sums, differences and products. `/`
  always gives a float, and null where the divisor is 0. Nothing fails on a value but a whole number or decimal that
  grows too large for its type, which the engine then says.
* Moments with a time zone are what the clock on the wall shows in the time zone of the question.
* **A measure** is made of aggregates: `SUM(amount) / COUNT(*)`. `FILTER (WHERE …)` stands behind any of them. The
  table whose columns it names is the home of an aggregate: each of its rows counts once in each group, whatever is
  joined. `SUM(lines.cost * orders.rate)` has the home `lines`, since each line belongs to one order. `COUNT(*)` counts
  rows of the measure's own table.
* **A context** is what the question filters and groups by. `CALCULATE(measure, change, …)` changes it:
  a condition (`region = 'north'`) replaces what the question says about its columns, `KEEP(condition)` adds to it,
  `REMOVE(…)` and `REMOVE_ALL_BUT(…)` forget filters and groups, `UNGROUP(…)` forgets groups alone.
* **A calculated column** sees its own row, and the one row that belongs to it in tables that are reached from many to
  one. `FIXED(aggregate, key, …)` looks at all rows that agree in the keys.
* **A row policy** is a condition on columns of the data of its own table and on whoever asks:
  `region = USER_ATTRIBUTE('region')`. It sees neither calculated columns nor parameters, which others may change, and
  moments as the clock in UTC shows them. A row for which it is null, or cannot be computed, is hidden.
* A formula has at most {MAX_CHARACTERS:,} characters, is nested at most {MAX_DEPTH} deep, and holds at most
  {MAX_NODES:,} parts once measures and calculated columns are put in their places.

## Plug-ins

A package adds functions by the entry-point group `gnomon.functions`: each is a
[`FormulaFunction`](../src/gnomon/semantic/contracts/functions.py), a name for a formula over its parameters. It can
name nothing but these and other functions, so that a plug-in never brings SQL. A name that is taken is refused when
the server starts.

```python
MARGIN = FormulaFunction(
    name="MARGIN",
    parameters=("revenue", "cost"),
    body="(revenue - cost) / revenue",
    doc="What is left of revenue, as a share of it.",
    example="MARGIN(SUM(amount), SUM(lines.cost))",
    category=FunctionCategory.MATHS,
)
```

## Functions

The examples are about orders with an `amount`, a `region`, a date `ordered_at` and the like.
"""
TITLES = {
    FunctionCategory.OPERATORS: "Operators",
    FunctionCategory.LOGIC: "Logic",
    FunctionCategory.MATHS: "Numbers",
    FunctionCategory.TEXT: "Text",
    FunctionCategory.DATES: "Dates",
    FunctionCategory.CONVERSION: "Conversion",
    FunctionCategory.AGGREGATES: "Aggregates",
    FunctionCategory.CONTEXT: "Context",
    FunctionCategory.TIME: "Time",
    FunctionCategory.GROUPS: "Over the groups of the result",
    FunctionCategory.COHORTS: "Cohorts",
    FunctionCategory.POLICIES: "Row policies",
}


def formulas_page() -> str:
    """The whole page."""
    order = list(TITLES)
    listed = sorted(documentation(), key=lambda doc: order.index(doc.category))
    return HEAD + "".join(
        _section(category, list(docs)) for category, docs in groupby(listed, lambda doc: doc.category)
    )


def _section(category: FunctionCategory, docs: list[FunctionDoc]) -> str:
    rows = "".join(f"| `{_cell(doc.signature)}` | {_cell(doc.doc)} | `{_cell(doc.example)}` |\n" for doc in docs)
    only = {doc.kinds for doc in docs}
    where = _ONLY[next(iter(only))] if len(only) == 1 else ""
    return f"\n### {TITLES[category]}\n\n{where}| Function | What it gives | Example |\n|---|---|---|\n{rows}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


_ONLY = {
    (FormulaKind.COLUMN, FormulaKind.MEASURE): "",
    (FormulaKind.MEASURE,): "In measures.\n\n",
    (FormulaKind.COLUMN,): "In calculated columns.\n\n",
    (FormulaKind.POLICY,): "In row policies.\n\n",
}
