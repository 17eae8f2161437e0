"""Maps of countries, colored by an amount."""

import re

from gnomon.charts.arrangement import Arrangement, only_measures
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation
from gnomon.charts.countries import is_country, spellings
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Field, Place, Wells, row_count_field
from gnomon.charts.labels import LEGEND_NUMBER
from gnomon.charts.names import datum
from gnomon.charts.vega_parts import dimming, picked_columns, ramp, tip, tip_signals, title_signal
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.world import PROJECTION, WORLD, land, missing_note, world_data
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import SemanticModel

MAX_COUNTRIES = 1_000
COUNTRIES, PLACES, SHAPES, ELSEWHERE = "countries", "places", "shapes", "elsewhere"
KEY, CODE, SHAPE, TOTAL = ":spelling", ":code", ":shape", ":total"
AMOUNTS = "amounts"
_WORDS = re.compile(r"(^|[^a-z])(countr(y|ies)|nations?|iso ?[23]?( code)?)($|[^a-z])")


def arrange_choropleth(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Countries by the field that holds them, or else by the first that holds names."""
    names = [one for one in wells.dimensions if one.place is Place.NAME and one.type is ColumnType.TEXT]
    place = next((one for one in names if holds_countries(one)), next(iter(names), None))
    if place is None:
        raise NotDrawable(Mark.CHOROPLETH, "a field with the names or the codes of countries")
    value = next(iter(wells.measures), row_count_field("y"))
    return Arrangement(
        mark=Mark.CHOROPLETH,
        x=place,
        y=(value,),
        tooltip=only_measures((*wells.measures, *wells.tooltip), (value,)),
        limit=MAX_COUNTRIES,
    )


def holds_countries(one: Field) -> bool:
    """Whether a field's values are countries, by its name or by the values that are known of it."""
    if one.is_measure or one.place is not Place.NAME or one.type is not ColumnType.TEXT:
        return False
    words = (one.ref.member.rsplit(".", 1)[-1].lower().replace("_", " "), one.label.lower())
    is_named_so = any(_WORDS.search(word) for word in words)
    return is_named_so or (is_country(one.min) and is_country(one.max))


def draw_choropleth(view: View) -> Spec:
    """The world, its countries colored by their amounts."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("a map needs places")
    legend = {
        "fill": AMOUNTS,
        "type": "gradient",
        "orient": "bottom",
        "direction": "horizontal",
        "gradientLength": {"signal": "max(60, min(200, width * 0.5))"},
        "title": title_signal(made.fields, made.y[0]),
        "encode": {"labels": {"update": {"text": {"signal": LEGEND_NUMBER}}}},
    }
    return {
        "pick": picked_columns([made.x]),
        "signals": tip_signals(made.fields),
        "data": [*world_data(), *_places(made.x, made.y[0])],
        "projections": [
            {
                "name": PROJECTION,
                "type": "equalEarth",
                "fit": {"signal": f"data('{WORLD}')"},
                "size": {"signal": "[width, height]"},
            }
        ],
        "scales": [ramp(AMOUNTS, SHAPES, TOTAL)],
        "legends": [legend] if options.show_legend else [],
        "marks": [land(has_tooltips=True), _countries(view), missing_note(ELSEWHERE)],
    }


def _places(place: Field, value: Field) -> list[Spec]:
    """The rows with the country that each means; spellings of one country share its color."""
    name = datum(place.column)
    rows = [{"code": number, "spelling": list(words)} for number, words in spellings().items()]
    find: list[Spec] = [
        {"type": "formula", "expr": f"isValid({name}) ? lower(trim({name})) : ''", "as": KEY},
        {"type": "lookup", "from": COUNTRIES, "key": "spelling", "fields": [KEY], "values": ["code"], "as": [CODE]},
        {"type": "lookup", "from": WORLD, "key": "id", "fields": [CODE], "as": [SHAPE]},
    ]
    total = {"ops": ["sum" if value.is_additive else "mean"], "fields": [value.column], "as": [TOTAL]}
    shown: list[Spec] = [
        {"type": "filter", "expr": f"isValid({datum(SHAPE)}) && isValid({datum(value.column)})"},
        {"type": "joinaggregate", "groupby": [CODE]} | total,
    ]
    gone = {"type": "filter", "expr": f"!isValid({datum(SHAPE)}) && {datum(KEY)}"}
    return [
        {"name": COUNTRIES, "values": rows, "transform": [{"type": "flatten", "fields": ["spelling"]}]},
        {"name": PLACES, "source": "result", "transform": find},
        {"name": SHAPES, "source": PLACES, "transform": shown},
        {"name": ELSEWHERE, "source": PLACES, "transform": [gone, {"type": "formula", "expr": name, "as": ":name"}]},
    ]


def _countries(view: View) -> Spec:
    look: Spec = {
        "fill": {"scale": AMOUNTS, "field": TOTAL},
        "opacity": dimming(),
        "tooltip": {"signal": tip(view.made.fields)},
    }
    shape = {"type": "geoshape", "projection": PROJECTION, "field": f"datum['{SHAPE}']"}
    base = {"name": "countries_shown", "type": "shape", "style": ["country"], "from": {"data": SHAPES}}
    return base | {"encode": {"update": look}, "transform": [shape]}


def suggest_choropleth(wells: Wells) -> Recommendation | None:
    """For one amount by country."""
    if len(wells.dimensions) != 1 or len(wells.measures) != 1 or not holds_countries(wells.dimensions[0]):
        return None
    reason = "A map, because the values are countries; bars compare them more exactly."
    return Recommendation(mark=Mark.CHOROPLETH, score=0.6, reason=reason)


CHOROPLETH = Visual(
    Mark.CHOROPLETH,
    "Map of countries",
    arrange_choropleth,
    draw_vega=draw_choropleth,
    keeps_largest=True,
    abilities=(Ability.LEGEND,),
    suggest=suggest_choropleth,
)
