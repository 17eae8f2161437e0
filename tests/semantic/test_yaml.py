"""Models as YAML: readable, the same bytes for the same model, and refused with the line where something is wrong."""

from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.foundation.kit.errors import Invalid
from gnomon.semantic.contracts import (
    CalculatedColumn,
    Calendar,
    Cardinality,
    ColumnMeaning,
    CreateModel,
    DimensionKind,
    Hierarchy,
    HierarchyLevel,
    ModelDefinition,
    ModelMeasure,
    ModelParameter,
    ModelTable,
    Relationship,
    TimeGrain,
    Weekday,
)
from gnomon.semantic.text.documents import exported, imported

ORDERS, CUSTOMERS = DatasetId(UUID(int=1)), DatasetId(UUID(int=2))
NAMES = {ORDERS: "orders", CUSTOMERS: "customers"}
DATASETS = {name: dataset for dataset, name in NAMES.items()}

SHOP = CreateModel(
    name="Shop",
    description="What is sold, and to whom.",
    definition=ModelDefinition(
        tables=(
            ModelTable(
                name="orders",
                dataset_id=ORDERS,
                columns=(
                    ColumnMeaning(column="amount", label="Umsatz", format=",.2f", unit="€", synonyms=("sales", "no")),
                    ColumnMeaning(column="note", is_hidden=False),
                ),
                calculated=(CalculatedColumn(name="margin", formula="amount - cost", kind=DimensionKind.NUMBER),),
                hierarchies=(
                    Hierarchy(
                        name="When",
                        levels=(
                            HierarchyLevel(column="day", grain=TimeGrain.YEAR),
                            HierarchyLevel(column="day", grain=TimeGrain.MONTH),
                        ),
                    ),
                ),
            ),
            ModelTable(name="customers", dataset_id=CUSTOMERS),
        ),
        relationships=(
            Relationship(
                name="ordered_by",
                from_table="orders",
                from_columns=("customer_id",),
                to_table="customers",
                to_columns=("id",),
            ),
        ),
        measures=(
            ModelMeasure(name="profit", table="orders", formula="SUM(margin)", label="Profit"),
            ModelMeasure(
                name="profit per order", table="orders", formula="-- guarded\nDIVIDE(\n  profit,\n  COUNT(*)\n)"
            ),
        ),
        parameters=(ModelParameter(name="rate", type=ColumnType.DECIMAL, default=0.19, min=0, max=1, step=0.01),),
        calendar=Calendar(fiscal_year_starts=4, week_starts=Weekday.SUNDAY),
    ),
)
TEXT = """\
version: 1
name: Shop
description: What is sold, and to whom.
tables:
  - name: orders
    dataset: orders
    columns:
      - column: amount
        label: Umsatz
        synonyms: [sales, 'no']
        format: ',.2f'
        unit: €
      - column: note
        is_hidden: false
    calculated:
      - name: margin
        formula: amount - cost
        kind: number
    hierarchies:
      - name: When
        levels:
          - column: day
            grain: year
          - column: day
            grain: month
  - name: customers
    dataset: customers
relationships:
  - name: ordered_by
    from_table: orders
    from_columns: [customer_id]
    to_table: customers
    to_columns: [id]
    cardinality: many_to_one
measures:
  - name: profit
    table: orders
    formula: SUM(margin)
    label: Profit
  - name: profit per order
    table: orders
    formula: |-
      -- guarded
      DIVIDE(
        profit,
        COUNT(*)
      )
parameters:
  - name: rate
    type: decimal
    default: 0.19
    min: 0.0
    max: 1.0
    step: 0.01
calendar:
  fiscal_year_starts: 4
  week_starts: sunday
"""


def test_a_model_is_written_so_that_people_read_it() -> None:
    assert exported(SHOP, NAMES) == TEXT
    assert imported(TEXT, DATASETS) == SHOP


def test_what_people_write_by_hand_is_read_as_they_mean_it() -> None:
    by_hand = """
        # Ours
        name: "Shop"   # quoted
        tables: [{name: orders, dataset: orders}, {name: on, dataset: customers}]
        measures:
        - {name: no, table: orders, formula: "COUNT(*)"}
        - name: 1e3x
          table: orders
          formula: >
            SUM(a)
            + 1
        parameters:
        - {name: from, type: date, default: 2024-01-01}
    """
    made = imported(by_hand, DATASETS)
    assert [table.name for table in made.definition.tables] == ["orders", "on"]
    assert [(one.name, one.formula) for one in made.definition.measures] == [
        ("no", "COUNT(*)"),
        ("1e3x", "SUM(a) + 1\n"),
    ]
    assert made.definition.parameters[0].default == "2024-01-01"


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("name: [", "This is not YAML: did not find expected node content.", (2, 1)),
        ("name: a\n  b: c", "This is not YAML: mapping values are not allowed in this context.", (2, 4)),
        ("- a", "This is no model.", (1, 1)),
        ("", "This is no model.", None),
        ("name: a\nname: b", "“name” stands here twice.", (2, 1)),
        ("a: &x 1\nb: *x", "Anchors and aliases are not read.", (1, 4)),
        ("name: !!python/object:os.system a", "Tags are not read.", (1, 7)),
        ("name: a\n---\nname: b", "There is a second document.", (2, 1)),
        ("name: " + "[" * 50, "This is nested more than 20 levels deep.", (1, 26)),
        ("{[a]: b}", "The name of a value must be a word.", (1, 2)),
        ('name: "a\\0b"', "A text holds a NUL character or half of a character.", (1, 7)),
        ("name: a\ntables:\n- name: b", "This table names no dataset.", (3, 3)),
        ("name: a\ntables:\n- name: b\n  dataset: order", "The workspace has no dataset “order”.", (4, 12)),
        ("name: a\ntables:\n- {name: b, dataset: orders, colour: red}", "`tables/0/colour`:", (3, 38)),
        ("name: a\ntables:\n- {name: 5, dataset: orders}", "`tables/0/name`:", (3, 10)),
        ("tables:\n- {name: b, dataset: orders}", "`name`: Field required.", (1, 1)),
        (
            "name: a\ntables:\n- {name: b, dataset: orders}\nmeasures:\n- {name: m, table: c, formula: x}",
            "The model has no table “c”.",
            (5, 20),
        ),
        (
            "name: a\ntables:\n- {name: b, dataset: orders}\n- {name: B, dataset: customers}",
            "“B” and “b” differ in letter case alone.",
            (4, 3),
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str, place: tuple[int, int] | None) -> None:
    with pytest.raises(Invalid) as refused:
        imported(text, DATASETS)
    details = refused.value.details
    assert (details.get("line"), details.get("column")) == (place or (None, None))
    assert message in refused.value.message


def test_an_unknown_dataset_is_told_with_near_misses() -> None:
    with pytest.raises(Invalid) as refused:
        imported("name: a\ntables:\n- {name: b, dataset: order}", DATASETS)
    assert refused.value.hint == "Did you mean “orders”?"


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    doubled = (f"{new}: &{new} [*{old}, *{old}]" for old, new in pairwise("abcdefghijklmnopqrstuvwxyz"))
    bomb = "\n".join(["a: &a [x, x]", *doubled])
    with pytest.raises(Invalid, match="Anchors and aliases"):
        imported(bomb, DATASETS)


ODD_WORDS = (
    "no on Yes null ~ true 1e3 0x1F 1_000 12:30 .5 - #x | > = << %a @b `c` ' '' \" {a [b * &x !y ? 2024-01-01 é 日本 🦆"
)
WORDS = st.sampled_from([*ODD_WORDS.split(), "- a", "a: b", " a", "a ", "\ufeff", "\x85"])
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
TEXTS = WORDS | st.text(CHARACTERS, min_size=1, max_size=12)
LONG_TEXTS = TEXTS | st.lists(TEXTS | st.just(""), min_size=1, max_size=4).map("\n".join).filter(bool)
NAMES_OF_MEMBERS = TEXTS.map(lambda text: "".join(c for c in text if c not in '."@$\n\r\t').strip()).filter(
    lambda name: bool(name) and name != "*"
)


def some(kind: type[BaseModel], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **fields)


WORDING: dict[str, st.SearchStrategy[Any]] = {
    "label": st.none() | LONG_TEXTS,
    "description": st.none() | LONG_TEXTS,
    "synonyms": st.lists(TEXTS, max_size=3).map(tuple),
    "unit": st.none() | TEXTS,
    "format": st.none() | st.sampled_from([",.2f", ".1%", "$,d", ""]),
}
LEVELS = st.lists(
    some(HierarchyLevel, column=TEXTS, grain=st.none() | st.sampled_from(TimeGrain)), min_size=2, max_size=3
)
TABLES = st.fixed_dictionaries(
    {
        "columns": st.lists(
            some(ColumnMeaning, column=TEXTS, is_hidden=st.none() | st.booleans(), **WORDING),
            max_size=2,
            unique_by=lambda one: one.column.casefold(),
        ),
        "calculated": st.lists(
            some(CalculatedColumn, name=NAMES_OF_MEMBERS, formula=LONG_TEXTS, **WORDING),
            max_size=2,
            unique_by=lambda one: one.name.casefold(),
        ),
        "hierarchies": st.lists(some(Hierarchy, name=NAMES_OF_MEMBERS, levels=LEVELS.map(tuple)), max_size=1),
    }
)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DEFAULTS: dict[ColumnType, st.SearchStrategy[Any]] = {
    ColumnType.TEXT: LONG_TEXTS,
    ColumnType.INTEGER: st.integers(-(2**63), 2**63 - 1),
    ColumnType.FLOAT: FLOATS,
    ColumnType.BOOLEAN: st.booleans(),
}
PARAMETERS = st.one_of(
    *(
        some(
            ModelParameter,
            name=NAMES_OF_MEMBERS,
            type=st.just(kind),
            default=default,
            label=st.none() | TEXTS,
            step=st.none() | st.floats(min_value=1e-300, max_value=1e300),
        )
        for kind, default in DEFAULTS.items()
    )
)


@st.composite
def models(draw: st.DrawFn) -> CreateModel:
    names = draw(st.lists(NAMES_OF_MEMBERS, min_size=4, max_size=4, unique_by=lambda name: name.casefold()))
    first, second, role, measure = names
    tables = tuple(
        ModelTable.model_validate({"name": name, "dataset_id": dataset, **draw(TABLES)})
        for name, dataset in ((first, ORDERS), (second, CUSTOMERS))
    )
    columns = draw(st.lists(TEXTS, min_size=1, max_size=3).map(tuple))
    related = Relationship(
        name=role,
        from_table=first,
        from_columns=columns,
        to_table=second,
        to_columns=columns,
        cardinality=draw(st.sampled_from(Cardinality)),
        is_active=draw(st.booleans()),
    )
    defined = draw(some(ModelMeasure, name=st.just(measure), table=st.just(first), formula=LONG_TEXTS, **WORDING))
    taken = {one.name.casefold() for one in tables[0].calculated}
    definition = ModelDefinition(
        tables=tables,
        relationships=draw(st.sampled_from([(), (related,)])),
        measures=() if measure.casefold() in taken else (defined,),
        parameters=tuple(draw(st.lists(PARAMETERS, max_size=1))),
    )
    return CreateModel(name=draw(NAMES_OF_MEMBERS), description=draw(st.none() | LONG_TEXTS), definition=definition)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(models())
def test_export_and_import_bring_every_model_back_and_the_same_bytes(model: CreateModel) -> None:
    text = exported(model, NAMES)
    again = imported(text, DATASETS)
    assert again == model
    assert exported(again, NAMES) == text
