"""What a kind of picture declares of itself; the registry collects one declaration for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark, Recommendation
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Wells
from gnomon.charts.view import View
from gnomon.query.contracts import Sort
from gnomon.semantic.contracts import SemanticModel

Arrange: TypeAlias = Callable[[Wells, ChartSpec, SemanticModel], Arrangement]


@dataclass(frozen=True, slots=True)
class Visual:
    """One kind of picture: which field goes where, what is asked, and how the answer is drawn."""

    mark: Mark
    word: str
    """What it is called: “Bar chart”."""
    arrange: Arrange
    """Puts the fields in their places; raises `NotDrawable` when one that it needs is missing."""
    draw: Callable[[View], Spec] | None = None
    """The inner part of its Vega-Lite spec; none where the browser draws it without Vega."""
    draw_vega: Callable[[View], Spec] | None = None
    """The inner part of its full Vega spec, for kinds that Vega-Lite cannot draw."""
    keeps_largest: bool = False
    """Whether the largest groups are kept where not all fit."""
    is_brushed: bool = False
    """Whether a brush along x chooses steps of it."""
    sort: Callable[[Arrangement], tuple[Sort, ...]] | None = None
    """The order of its rows, where it is not the usual one."""
    abilities: tuple[Ability, ...] = ()
    """What of its options it heeds."""
    title: Callable[[Arrangement], str] | None = None
    """What it shows in a few words, where “measures by groups” would not say it."""
    limits_rows: bool = True
    """Whether a limit of categories counts rows, because each category has one row."""
    check: Callable[[Arrangement, ChartSpec], None] | None = None
    """Looks, before anything is asked, whether what was written can be drawn over these fields."""
    suggest: Callable[[Wells], Recommendation | None] | None = None
    """Recommends itself for fields that it suits."""
