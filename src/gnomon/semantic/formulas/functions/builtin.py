"""Every function that the language is born with, as the entry-point group `gnomon.functions` finds them."""

from gnomon.semantic.formulas.functions import (
    aggregates,
    cohorts,
    context,
    conversion,
    dates,
    groups,
    logic,
    maths,
    people,
    texts,
    times,
)
from gnomon.semantic.formulas.functions.declarations import Declaration
from gnomon.semantic.formulas.functions.operators import OPERATORS

FUNCTIONS: tuple[Declaration, ...] = (
    *OPERATORS,
    *logic.FUNCTIONS,
    *maths.FUNCTIONS,
    *texts.FUNCTIONS,
    *dates.FUNCTIONS,
    *conversion.FUNCTIONS,
    *aggregates.FUNCTIONS,
    *context.FUNCTIONS,
    *times.FUNCTIONS,
    *groups.FUNCTIONS,
    *cohorts.FUNCTIONS,
    *people.FUNCTIONS,
)
