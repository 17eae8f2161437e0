"""Rooms meet at their front doors only."""

import grimp
from tests.architecture.tree import ROOMS

FRONT_DOORS = ("contracts", "service", "runtime")
# What routes of other rooms need at the edge: who is calling, and how answers are written; the paths of a model, which
# are plain values; the formula language, which knows no database, for who checks a formula and writes it as SQL; and
# what the tiles of a page ask, which images they hold and what it opens with, for whom it becomes files or is shown to
# visitors, with the routes of all visitors; sheets of pictures, which one room asks for and another draws; and for
# workers, which should import nothing heavy, how rows are stored exactly and how batches hide what lies beneath nulls.
MORE_DOORS = {
    "gnomon.charts.sheets",
    "gnomon.dashboards.assets",
    "gnomon.dashboards.openings",
    "gnomon.dashboards.replies",
    "gnomon.dashboards.results",
    "gnomon.dashboards.visiting",
    "gnomon.dashboards.visitor_routes",
    "gnomon.engine.null_slots",
    "gnomon.identity.deps",
    "gnomon.query.handwritten.storing",
    "gnomon.query.replies",
    "gnomon.semantic.graph",
    "gnomon.semantic.errors",
    "gnomon.semantic.formulas.checking",
    "gnomon.semantic.formulas.engine",
    "gnomon.semantic.formulas.syntax",
}
MAY_ENTER_ANYWHERE = ("gnomon.api", "gnomon.bootstrap", "gnomon.cli", "gnomon.migrations")


def is_front_door(module: str) -> bool:
    parts = module.split(".")
    return module in MORE_DOORS or (len(parts) > 2 and parts[2] in FRONT_DOORS)


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ROOMS else None


def test_no_module_enters_a_room_but_by_its_front_door() -> None:
    graph = grimp.build_graph("gnomon", cache_dir=None)
    trespasses = []
    for importer in graph.modules:
        if importer.startswith(MAY_ENTER_ANYWHERE):
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            room = room_of(imported)
            if room is not None and room != room_of(importer) and not is_front_door(imported):
                trespasses.append(f"{importer} imports {imported}")
    assert trespasses == []
