"""The kinds of picture that suit some fields: by the rules for few fields, and by what each kind says of itself."""

from gnomon.charts.contracts import Recommendation
from gnomon.charts.fields import Wells
from gnomon.charts.recommend import best_first, recommend
from gnomon.charts.registry import VISUALS


def ranking_of(wells: Wells, row_count: int) -> tuple[Recommendation, ...]:
    """The marks that fit these fields, best first, each once; there is always at least one."""
    suggested = [one.suggest(wells) for one in VISUALS.values() if one.suggest is not None]
    return best_first([*recommend(wells, row_count), *(one for one in suggested if one is not None)])
