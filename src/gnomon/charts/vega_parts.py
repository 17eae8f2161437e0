"""Pieces of full Vega specs, for pictures that Vega-Lite cannot draw: steps, tooltips, picks, readable text.

What people wrote enters such a spec as data, as titles or as values of signals; expressions are made of safe column
names and our own words.
"""

from collections.abc import Collection, Iterable

from gnomon.charts.encodings import DIMMED, PICK, Spec
from gnomon.charts.fields import Field
from gnomon.charts.labels import LEGEND_NUMBER, exact_column, is_amount, label_column
from gnomon.charts.names import datum

STORE = f"{PICK}_store"
"""The data source that holds what is picked; the browser fills it, as it does for Vega-Lite."""
LIT = f"!length(data('{STORE}')) || vlSelectionTest('{STORE}', datum)"
TIP = "tip_"
LIGHT_TEXT, DARK_TEXT = "#ffffff", "#10131a"


def vega_steps(transforms: Iterable[Spec]) -> list[Spec]:
    """The transforms of a Vega-Lite spec, as Vega writes them."""
    return [_step(one) for one in transforms]


def _step(one: Spec) -> Spec:
    match one:
        case {"calculate": expr, "as": name}:
            return {"type": "formula", "expr": expr, "as": name}
        case {"filter": expr}:
            return {"type": "filter", "expr": expr}
        case {"joinaggregate": measured}:
            return {"type": "joinaggregate", "groupby": one.get("groupby", [])} | _operations(measured)
        case {"aggregate": measured}:
            return {"type": "aggregate", "groupby": one.get("groupby", [])} | _operations(measured)
        case {"window": measured}:
            sort = {"field": [by["field"] for by in one["sort"]], "order": [by["order"] for by in one["sort"]]}
            rest = {key: one[key] for key in ("groupby", "frame") if key in one}
            return {"type": "window", "sort": sort} | rest | _operations(measured)
        case _:
            raise LookupError("no such step in a Vega spec")


def _operations(measured: Iterable[Spec]) -> Spec:
    steps = list(measured)
    return {
        "ops": [one["op"] for one in steps],
        "fields": [one.get("field") for one in steps],
        "as": [one["as"] for one in steps],
    }


def tip_signals(fields: Iterable[Field], *more: str) -> list[Spec]:
    """The titles of a tooltip as signals: what people called a field is never part of an expression."""
    titles = [*(one.title for one in fields), *more]
    return [{"name": f"{TIP}{place}", "value": title} for place, title in enumerate(titles)]


def title_signal(fields: Iterable[Field], one: Field) -> Spec:
    """A field's title as one of `tip_signals`: Vega would take some words, such as “constructor”, for its own."""
    return {"signal": f"{TIP}{[each.column for each in fields].index(one.column)}"}


def tip(fields: Iterable[Field], *more: str, known: Collection[Field] | None = None) -> str:
    """The expression for the lines of a tooltip: pairs of a title and a value, in the order of `tip_signals`.

    Of the fields, those that are not known at this place have no line.
    """
    shown = list(fields)
    lines = [
        f"[{TIP}{place}, {datum(_written(one))}]" for place, one in enumerate(shown) if known is None or one in known
    ]
    lines += [f"[{TIP}{len(shown) + place}, {value}]" for place, value in enumerate(more)]
    return f"[{', '.join(lines)}]"


def _written(one: Field) -> str:
    return exact_column(one) if is_amount(one) else label_column(one)


def dimming(opacity: float = 1) -> list[Spec]:
    """Marks that are not picked step back while any is."""
    return [{"test": LIT, "value": opacity}, {"value": DIMMED * opacity}]


def readable_on(color: str) -> Spec:
    """The color of a text that stands on this one, an expression."""
    is_light = f"contrast({color}, '{LIGHT_TEXT}') >= contrast({color}, '{DARK_TEXT}')"
    return {"signal": f"{is_light} ? '{LIGHT_TEXT}' : '{DARK_TEXT}'"}


def ramp(name: str, source: str, column: str) -> Spec:
    """A scale of colors over the amounts of a column; where there are none it stands from nothing to one."""
    found = f"extent(pluck(data('{source}'), '{checked(column)}'))"
    domain = {"signal": f"isValid({found}[0]) ? {found} : [0, 1]"}
    return {"name": name, "type": "linear", "domain": domain, "range": "ramp", "zero": False, "nice": True}


def checked(column: str) -> str:
    """A column's name as it may stand between the quotes of an expression."""
    return datum(column).removeprefix('datum["').removesuffix('"]')


def ramp_legend(scale: str, title: Spec) -> Spec:
    """A legend of amounts beside the picture, no higher than it."""
    return {
        "fill": scale,
        "type": "gradient",
        "orient": "right",
        "title": title,
        "gradientLength": {"signal": "clamp(height - 40, 36, 144)"},
        "encode": {"labels": {"update": {"text": {"signal": LEGEND_NUMBER}}}},
    }


def picked_columns(fields: Iterable[Field | None]) -> list[str]:
    """The columns by which marks are picked and lit."""
    return list(dict.fromkeys(one.column for one in fields if one is not None and not one.is_measure))
