"""What is laid over a picture once its rows are known: a forecast, notes, and what its lines do at gaps."""

from gnomon.charts.annotating import with_annotations
from gnomon.charts.contracts import Drawing
from gnomon.charts.drawing import Draft
from gnomon.charts.forecasts.asking import Outlook, with_outlook
from gnomon.charts.gaps import with_gaps
from gnomon.charts.shown_colors import with_shown_colors
from gnomon.charts.small_groups import with_hidden
from gnomon.query import service as query


def overlaid(drawing: Drawing, made: Draft, answer: query.QueryAnswer, outlook: Outlook | None) -> Drawing:
    """The picture with all that was chosen to lie over it."""
    drawing = with_shown_colors(drawing, made, answer)
    if made.is_of_its_rows:
        return drawing
    columns = answer.meaning.columns
    rows = query.rows_of(answer.ipc, columns)
    drawing = with_gaps(drawing, made.made, made.spec, columns, rows)
    drawing = with_outlook(drawing, made, outlook)
    drawing = with_annotations(drawing, made.made, made.spec, columns, rows)
    below = made.spec.options.suppress_below
    return drawing if below is None else with_hidden(drawing, below, columns, rows)
