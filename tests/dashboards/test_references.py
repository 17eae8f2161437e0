"""One walk over a dashboard finds and rewrites everything that it speaks of."""

import random
from collections.abc import Iterator, Mapping
from typing import Any, get_args
from uuid import UUID

import pytest
from pydantic import BaseModel

from gnomon.charts.contracts import FieldRef, Mark
from gnomon.dashboards.contracts import DashboardSpec
from gnomon.dashboards.portable.mapping import Mapped, Target
from gnomon.dashboards.portable.needs import Use, uses_of
from gnomon.dashboards.portable.references import PLACES, respoken
from gnomon.datasets.contracts import DatasetId
from gnomon.query.contracts import Name
from gnomon.semantic.contracts import Aggregation, TimeGrain

SALES, STORES = DatasetId(UUID(int=11)), DatasetId(UUID(int=12))
OTHER_SALES, OTHER_STORES = DatasetId(UUID(int=21)), DatasetId(UUID(int=22))
IMAGE, DASHBOARD = UUID(int=31), UUID(int=32)
DIMENSIONS = ("day", "region", "size", "a.b c", 'he said "no"', "constructor", "größe", "x" * 400)
MEASURES = ("amount", "cost", "__proto__", "</script>")
FORMULAS = ("margin", "net revenue")


def is_measure(_: DatasetId, name: str) -> bool:
    return name in FORMULAS


def dimension(chance: random.Random) -> dict[str, Any]:
    how: dict[str, Any] = chance.choice([{}, {"grain": "month"}, {"bins": {"at_most": 5}}, {"label": "Called so"}])
    return {"role": "dimension", "member": chance.choice(DIMENSIONS), **how}


def measure(chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.2:
        return {"role": "measure", "member": chance.choice(FORMULAS)}
    if chance.random() < 0.2:
        return {"role": "measure", "member": "*", "aggregation": "count"}
    how: dict[str, Any] = chance.choice([{"aggregation": "sum"}, {"aggregation": "quantile", "quantile": 0.9}, {}])
    return {"role": "measure", "member": chance.choice(MEASURES), **how}


def row_filter(chance: random.Random, depth: int = 0) -> dict[str, Any]:
    member = chance.choice(DIMENSIONS)
    kinds: list[dict[str, Any]] = [
        {"kind": "in", "member": member, "values": ["region", None, 3], "grain": chance.choice([None, "year"])},
        {"kind": "range", "member": member, "min": 1},
        {"kind": "time_range", "member": member, "start": "2024-01-01"},
        {"kind": "relative_time", "member": member, "count": 3, "unit": "month"},
        {"kind": "text", "member": member, "operator": "contains", "value": "amount"},
        {"kind": "null", "member": member},
    ]
    if depth < 2:
        parts = [row_filter(chance, depth + 1) for _ in range(chance.randint(1, 3))]
        kinds.append({"kind": "any", "filters": parts})
    return chance.choice(kinds)


def chart(chance: random.Random, dataset: UUID) -> dict[str, Any]:
    first = measure(chance)
    filters = [row_filter(chance) for _ in range(chance.randint(0, 3))]
    columns = {one["member"]: one for one in (first,) if one["member"] != "*"}
    return {
        "dataset_id": str(dataset),
        "mark": chance.choice([one.value for one in Mark]),
        "encodings": {
            "x": chance.choice([None, dimension(chance)]),
            "y": [first, *(measure(chance) for _ in range(chance.randint(0, 2)))],
            "color": chance.choice([None, dimension(chance), measure(chance)]),
            "size": chance.choice([None, measure(chance)]),
            "facet": chance.choice([None, dimension(chance)]),
            "tooltip": [chance.choice([dimension, measure])(chance) for _ in range(chance.randint(0, 2))],
        },
        "filters": filters,
        "options": {
            "cells": [{"column": one, "kind": "bar"} for one in columns],
            "comparison": chance.choice([None, "previous_period"]),
            "references": [{"kind": "average", "label": "amount"}],
        },
    }


def choices(chance: random.Random) -> dict[str, Any]:
    step = {"source": {"member": "day", "grain": "year"}, "target": {"member": "size"}, "filters": [row_filter(chance)]}
    return {
        "chosen": [{"filter_id": "f-page", "filter": {"kind": "in", "member": "region", "values": ["a"]}}],
        "selections": [{"tile_id": "t0", "dataset_id": str(SALES), "filters": [row_filter(chance)]}],
        "parameters": [{"parameter_id": "rate", "value": 2}],
        "changes": [{"tile_id": "t0", "dataset_id": str(STORES), "kept": [row_filter(chance)], "steps": [step]}],
        "carried": {"dataset_id": str(SALES), "filters": [row_filter(chance)]},
    }


def tiles(chance: random.Random) -> list[dict[str, Any]]:
    figure = {"name": "n", "dataset_id": str(SALES), "measure": measure(chance), "filters": [row_filter(chance)]}
    kinds: list[dict[str, Any]] = [
        {"kind": "chart", "chart": chart(chance, SALES)},
        {"kind": "chart", "chart": chart(chance, STORES), "title": "amount"},
        {"kind": "text", "markdown": "# amount {n}", "figures": [figure]},
        {"kind": "image", "asset_id": str(IMAGE), "alt": "region"},
        {"kind": "shape"},
        {"kind": "button", "words": "Go", "action": {"kind": "choices", "choices": choices(chance)}},
        {"kind": "button", "words": "Open", "action": {"kind": "dashboard", "dashboard_id": str(DASHBOARD)}},
        {"kind": "button", "words": "Page", "action": {"kind": "page", "page_id": "p1"}},
        {"kind": "button", "words": "Out", "action": {"kind": "address", "address": "https://example.com/region"}},
        {"kind": "button", "words": "Clear", "action": {"kind": "clear"}},
        {"kind": "slicer", "control_id": "f-page"},
    ]
    layout = {"x": 0, "y": 0, "width": 6, "height": 6}
    return [{**one, "id": f"t{place}", "layout": layout} for place, one in enumerate(kinds)]


def dashboard(seed: int) -> DashboardSpec:
    """A dashboard with every kind of tile, whose fields and filters chance decides."""
    chance = random.Random(seed)

    def control(name: str, dataset: UUID, member: str) -> dict[str, Any]:
        default = {"kind": "in", "member": member, "values": ["West"]}
        return {"id": name, "dataset_id": str(dataset), "member": member, "control": "list", "default": default}

    return DashboardSpec.model_validate(
        {
            "filters": [control("f-all", STORES, "size")],
            "parameters": [
                {"id": "rate", "dataset_id": str(SALES), "parameter": "rate", "control": "slider", "default": 1}
            ],
            "pages": [
                {
                    "id": "p1",
                    "title": "region",
                    "tiles": tiles(chance),
                    "filters": [control("f-page", SALES, "region")],
                    "drill_through": chance.sample(DIMENSIONS, 3),
                },
                {"id": "p2", "title": "Empty"},
            ],
        }
    )


def renaming(*, back: bool) -> Mapped:
    pairs = {(False, name): f"n {place}" for place, name in enumerate((*DIMENSIONS, *MEASURES))}
    pairs |= {(True, name): f"m {place}" for place, name in enumerate(FORMULAS)}
    targets = {key: Target(new, is_measure=key[0]) for key, new in pairs.items()}
    if not back:
        found = {SALES: targets, STORES: targets}
        datasets = {SALES: OTHER_SALES, STORES: OTHER_STORES}
        return Mapped(datasets, found, {IMAGE: UUID(int=41)}, {DASHBOARD: UUID(int=42)}, is_measure)
    reverse = {(key[0], new): Target(key[1], is_measure=key[0]) for key, new in pairs.items()}
    return Mapped(
        {OTHER_SALES: SALES, OTHER_STORES: STORES},
        {OTHER_SALES: reverse, OTHER_STORES: reverse},
        {UUID(int=41): IMAGE},
        {UUID(int=42): DASHBOARD},
        lambda _, name: name.startswith("m "),
    )


@pytest.mark.parametrize("seed", range(60))
def test_a_dashboard_whose_fields_are_all_called_otherwise_and_back_is_the_same(seed: int) -> None:
    spec = dashboard(seed)
    there = respoken(spec, renaming(back=False))
    assert there != spec
    back = respoken(there, renaming(back=True))
    assert _settled(back) == _settled(spec)


def _settled(spec: DashboardSpec) -> dict[str, Any]:
    """A dashboard whose pages name their details in no order."""
    plain = spec.model_dump(mode="json")
    for page in plain["pages"]:
        page["drill_through"] = sorted(page.get("drill_through", ()))
    return plain


@pytest.mark.parametrize("seed", range(60))
def test_nothing_of_the_old_workspace_is_left_in_a_rewritten_dashboard(seed: int) -> None:
    there = respoken(dashboard(seed), renaming(back=False)).model_dump(mode="json")
    spoken = dict(_said(there))
    assert not [one for one in spoken.items() if one[1] & _OLD]


_OLD = {*DIMENSIONS, *MEASURES, *FORMULAS, *map(str, (SALES, STORES, IMAGE, DASHBOARD))}
WORDS = {"title", "label", "markdown", "alt", "address", "value", "values", "words", "default", "options", "name"}
"""What people wrote, and values, which stay as they are."""


def _said(value: object, key: str = "") -> Iterator[tuple[str, set[str]]]:
    """All texts of a document by the name of their field, but for words."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name not in WORDS or isinstance(part, Mapping):
                yield from _said(part, f"{key}.{name}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _said(part, f"{key}[{place}]")
    elif isinstance(value, str):
        yield key, {value}


def test_the_columns_of_a_result_follow_their_fields() -> None:
    spec = DashboardSpec.model_validate(
        {
            "pages": [
                {
                    "id": "p",
                    "title": "P",
                    "tiles": [
                        {
                            "kind": "chart",
                            "id": "t",
                            "layout": {"x": 0, "y": 0, "width": 6, "height": 6},
                            "chart": {
                                "dataset_id": str(SALES),
                                "mark": "table",
                                "encodings": {
                                    "x": {"role": "dimension", "member": "day"},
                                    "y": [
                                        {"role": "measure", "member": "amount", "aggregation": "sum"},
                                        {"role": "measure", "member": "margin"},
                                        {"role": "measure", "member": "cost"},
                                    ],
                                },
                                "filters": [
                                    {"kind": "measure", "measure": "sum_amount", "min": 3},
                                    {"kind": "measure", "measure": "margin", "min": 3},
                                    {"kind": "measure", "measure": "avg_cost", "min": 3},
                                ],
                                "options": {
                                    "cells": [
                                        {"column": "sum_amount", "kind": "bar"},
                                        {
                                            "column": "cost",
                                            "kind": "rule",
                                            "decided_by": "sum_amount",
                                            "rules": [{"op": "below", "value": 0, "than": "cost", "tone": "bad"}],
                                        },
                                        {"column": "of another picture", "kind": "bar"},
                                    ]
                                },
                            },
                        }
                    ],
                }
            ]
        }
    )
    targets = {
        (False, "amount"): Target("Umsatz, netto"),
        (True, "margin"): Target("gain", aggregation=Aggregation.AVG),
        (False, "cost"): Target("expense"),
    }
    found = respoken(spec, Mapped({SALES: OTHER_SALES}, {SALES: targets}, is_measure=is_measure))
    tile = found.pages[0].tiles[0].model_dump(mode="json")["chart"]
    assert [(one["member"], one["aggregation"]) for one in tile["encodings"]["y"]] == [
        ("Umsatz, netto", "sum"),
        ("gain", "avg"),
        ("expense", None),
    ]
    assert [one["measure"] for one in tile["filters"]] == ["sum_Umsatz_ netto", "avg_gain", "avg_expense"]
    assert [one["column"] for one in tile["options"]["cells"]] == ["sum_Umsatz_ netto", "expense", "of another picture"]
    rule = tile["options"]["cells"][1]
    assert (rule["decided_by"], rule["rules"][0]["than"]) == ("sum_Umsatz_ netto", "expense")


def test_what_a_dashboard_asks_of_each_field_is_known() -> None:
    spec = DashboardSpec.model_validate(
        {
            "pages": [
                {
                    "id": "p",
                    "title": "P",
                    "tiles": [
                        {
                            "kind": "chart",
                            "id": "t",
                            "layout": {"x": 0, "y": 0, "width": 6, "height": 6},
                            "chart": {
                                "dataset_id": str(SALES),
                                "encodings": {
                                    "x": {"role": "dimension", "member": "day", "grain": "month"},
                                    "y": [
                                        {"role": "measure", "member": "amount", "aggregation": "sum"},
                                        {"role": "measure", "member": "amount", "aggregation": "max"},
                                        {"role": "measure", "member": "margin"},
                                        {"role": "measure", "member": "*", "aggregation": "count"},
                                    ],
                                },
                                "filters": [{"kind": "null", "member": "region"}],
                            },
                        }
                    ],
                }
            ]
        }
    )
    assert uses_of(spec, spec, is_measure).fields == {
        SALES: {
            (False, "day"): Use(grains={TimeGrain.MONTH: None}, is_grouped=True),
            (False, "amount"): Use(aggregations={Aggregation.SUM: None, Aggregation.MAX: None}),
            (True, "margin"): Use(),
            (False, "region"): Use(is_grouped=True),
        }
    }


KNOWN_WORDS: Mapping[str, str] = {
    "id": "its own name",
    "tile_id": "a tile of the page",
    "page_id": "a page of the dashboard",
    "filter_id": "a filter of the dashboard",
    "parameter_id": "a parameter of the dashboard",
    "control_id": "a filter or a parameter of the dashboard",
    "source": "a tile of the page",
    "target": "a tile of the page",
    "order": "tiles of the page",
    "heights": "tiles of the page",
    "hidden": "tiles of the page",
    "group": "a word of the page itself",
    "name": "how words of a text call a number",
    "title": "words",
    "label": "words",
    "markdown": "words",
    "words": "words",
    "alt": "words",
    "link": "an address",
    "address": "an address",
    "x_title": "words",
    "y_title": "words",
    "subtitle": "words",
    "number_format": "how numbers are written",
    "time_zone": "a place on earth",
    "values": "values",
    "value": "a value",
    "min": "a value",
    "max": "a value",
    "start": "a value",
    "end": "a value",
    "default": "a value",
    "options": "values",
    "paths": "values",
    "by": "a measure that the filter offers, by its own name",
    "x": "where a note stands, a value",
    "x_to": "where a note ends, a value",
    "text": "words",
    "visual_id": "a plug-in of the server, the same for all its data",
    "color": "a color",
    "single": "a color",
    "rises": "a color",
    "falls": "a color",
    "total": "a color",
}
"""The texts of a document that speak of nothing outside of it, and what they are."""


def _models(annotation: object, seen: dict[type[BaseModel], None]) -> None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in seen:
            return
        seen[annotation] = None
        for field in annotation.model_fields.values():
            _models(field.annotation, seen)
        return
    value = getattr(annotation, "__value__", None)
    for part in (*get_args(annotation), *(() if value is None else (value,))):
        _models(part, seen)


def _holds_text(annotation: object) -> bool:
    if annotation in {str, UUID} or annotation is Name:
        return True
    return not (isinstance(annotation, type)) and any(_holds_text(part) for part in get_args(annotation))


def test_every_text_that_a_dashboard_can_hold_is_known_to_speak_of_something_or_not() -> None:
    seen: dict[type[BaseModel], None] = {}
    _models(DashboardSpec, seen)
    assert FieldRef in seen
    unknown = {
        f"{model.__name__}.{name}"
        for model in seen
        if model is not FieldRef
        for name, field in model.model_fields.items()
        if _holds_text(field.annotation) and name not in PLACES and name not in KNOWN_WORDS
    }
    assert unknown == set(), "say in PLACES what these speak of, or in KNOWN_WORDS why they speak of nothing"
