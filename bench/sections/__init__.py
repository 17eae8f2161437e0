"""The sections of the bench, in the order in which they run; each is a function of a module of its own."""

from collections.abc import Callable, Mapping

from bench.sections.brush import brush
from bench.sections.cached import cached
from bench.sections.csv import csv_import
from bench.sections.dashboard import dashboard
from bench.sections.density import density
from bench.sections.footprint import footprint
from bench.sections.growth import growth
from bench.sections.handwritten import handwritten
from bench.sections.joined import joined
from bench.sections.pictures import pictures
from bench.sections.preview import preview
from bench.sections.rollups import rollups
from bench.sections.tiles import twelve_tiles
from bench.sections.uncached import uncached
from bench.setting import Setting

SECTIONS: Mapping[str, Callable[[Setting], None]] = {
    "footprint": footprint,
    "uncached": uncached,
    "handwritten": handwritten,
    "cached": cached,
    "tiles": twelve_tiles,
    "dashboard": dashboard,
    "brush": brush,
    "density": density,
    "rollups": rollups,
    "preview": preview,
    "pictures": pictures,
    "csv": csv_import,
    "joined": joined,
    "growth": growth,
}
