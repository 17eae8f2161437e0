"""Operations about datasets that are on no path of the matrix."""

from collections.abc import Mapping

ELSEWHERE: Mapping[str, str] = {
    "queries.list_origins": "names the statements that datasets were made of",
    "queries.vocabulary": "names of tables and columns, and counts of rows that the import wrote down",
    "dashboards.showcase_results": "asks by the same function as the tiles of a dashboard, over sample data alone",
    "dashboards.showcase_cube": "asks by the same function as a brush over a dashboard, over sample data alone",
    "dashboards.showcase_values": "asks like the values of a member, over sample data alone",
    "sharing.open_link": "shows nothing",
    "sharing.look": "what a dashboard is, without rows; `test_links.py` looks at it, too",
    "sharing.results": "asked by visitors, in `test_links.py`",
    "sharing.cube": "asked by visitors, in `test_links.py`",
    "sharing.values": "asked by visitors, in `test_links.py`",
    "sharing.changes": "tags by which a visitor knows that there is news, which are keyed digests",
    "sharing.preview": "a picture of what visitors are answered, in `test_links.py`",
    "sharing.image": "images that editors put on a dashboard, which know of no data",
    **{
        f"sharing.{one}": "asked by visitors of a frame, in `test_links.py` and `tests/sharing/test_embeds.py`"
        for one in ("embed_results", "embed_cube", "embed_values", "embed_changes", "embed_image", "look_at_embed")
    },
    **{
        f"{one}_visual": "a script of the server's plug-ins, the same whatever the data"
        for one in ("dashboards.showcase", "sharing.embed")
    },
    "sharing.visual": "a script of the server's plug-ins, the same whatever the data",
    "query.cancel": "shows nothing",
    "exports.create": "begins a file, which shows what it holds",
    "exports.list_exports": "one's own files: their names, states and counts of their rows",
    "exports.get": "one's own file: its name, state and count of its rows",
    "exports.make_ticket": "an address for one's own file",
    "exports.end": "shows nothing",
    "charts.draw_rows": "draws what the caller sends along, and asks nothing",
    "datasets.list_datasets": "counts of rows that the import wrote down, no values",
    "datasets.get": "counts of rows that the import wrote down, no values",
    "datasets.versions": "counts of rows that the import wrote down, no values",
    "datasets.storage": "bytes",
    "sources.list_imports": "counts of rows that the import wrote down, no values",
    "sources.get_import": "counts of rows that the import wrote down, no values",
    "datasets.raw": "the original file, for editors, who may replace every row",
    "datasets.rejects": "lines of the original file, for editors, who may replace every row",
}
"""Operations about datasets that are not asked as questions, and why."""
