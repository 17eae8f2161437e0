"""The front door of exports: what can be taken home, in which form, and how far it is."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, NewType
from uuid import UUID

from pydantic import Field, model_validator

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts import DashboardId, DashboardSpec, PageChoices, TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind, Invalid
from gnomon.query.contracts import Filter, QuerySpec, SqlParameters, SqlText

ExportId = NewType("ExportId", UUID)

MAX_UNDER_WAY = 5
"""Exports of one person that wait or run at the same time."""
MAX_KEPT = 50
"""Files of one person that are kept; the oldest goes first."""


class ExportFormat(StrEnum):
    """What sort of file it becomes."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PARQUET = "parquet"
    ARROW = "arrow"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


PICTURES = frozenset({ExportFormat.PNG, ExportFormat.SVG, ExportFormat.PDF})
"""Formats that keep what a chart shows, and not its rows."""
MOST_PICTURE_AREA = 4_000_000
"""Pixels of a picture; a PNG has four times as many."""


class ExportState(StrEnum):
    """How an export fares."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = frozenset({ExportState.QUEUED, ExportState.RUNNING})


class QuestionSource(Contract):
    """A question; its own limit counts where it names one, else there is none."""

    kind: Literal["question"] = "question"
    spec: QuerySpec


class ChartSource(Contract):
    """The rows behind a chart; those of a table are all of them, unless it is limited by hand."""

    kind: Literal["chart"] = "chart"
    spec: ChartSpec
    extra_filters: tuple[Filter, ...] = ()


class TileSource(PageChoices):
    """The rows behind a tile of a dashboard, under the filters that are chosen now."""

    kind: Literal["tile"] = "tile"
    dashboard_id: DashboardId
    tile_id: TileId
    page_id: TileId | None = None
    """The first page unless it is named."""
    time_zone: str | None = Field(default=None, max_length=64)
    draft: DashboardSpec | None = None
    """An unsaved state; editors only."""


class PageSource(PageChoices):
    """A whole page of a dashboard as it stands, under the filters that are chosen now; it becomes a picture."""

    kind: Literal["page"] = "page"
    dashboard_id: DashboardId
    page_id: TileId | None = None
    """The first page unless it is named."""
    all_pages: bool = Field(default=False, exclude_if=lambda is_all: not is_all)
    """PDF only: every page of the dashboard that holds something, each on a page of its own. What was carried is about
    `page_id` alone."""
    time_zone: str | None = Field(default=None, max_length=64)
    draft: DashboardSpec | None = None
    """An unsaved state; editors only."""


class SqlSource(Contract):
    """The rows of a hand-written statement, all of them unless it limits them itself."""

    kind: Literal["sql"] = "sql"
    sql: SqlText
    parameters: SqlParameters = Field(default_factory=dict)
    dataset_id: DatasetId | None = None
    """A dataset that may also be called `dataset`."""
    time_zone: str = Field(default="UTC", max_length=64)
    """IANA name; zoned moments are written in it."""


ExportSource = Annotated[
    QuestionSource | ChartSource | TileSource | PageSource | SqlSource, Field(discriminator="kind")
]


class PictureLooks(Contract):
    """How the picture of a chart looks."""

    theme: Literal["light", "dark"] = "light"
    width: int = Field(default=1200, ge=300, le=4000)
    height: int | None = Field(default=None, ge=200, le=4000)
    """By default what suits the width: for a tile as it stands on its page."""

    @model_validator(mode="after")
    def _is_not_huge(self) -> "PictureLooks":
        if self.height is not None and self.width * self.height > MOST_PICTURE_AREA:
            raise ValueError(f"A picture has at most {MOST_PICTURE_AREA:,} pixels, width times height.")
        return self


class CreateExport(Contract):
    """Take rows home, or the picture of them."""

    source: ExportSource
    format: ExportFormat
    name: str | None = Field(default=None, min_length=1, max_length=200)
    """What the file is called, without its ending; by default what is exported."""
    is_raw: bool = False
    """CSV only: leave texts that spreadsheets take for formulas as they are."""
    picture: PictureLooks = PictureLooks()
    """PNG, SVG and PDF only."""

    @model_validator(mode="after")
    def _has_pages(self) -> "CreateExport":
        if isinstance(self.source, PageSource) and self.source.all_pages and self.format is not ExportFormat.PDF:
            raise ValueError("All pages of a dashboard go into one PDF; other files hold one page each.")
        return self


class ExportProblem(Contract):
    """Why an export failed, in the reader's words."""

    code: str
    message: str
    hint: str | None
    details: dict[str, Any] = {}


class Export(Contract):
    """Rows on their way into a file, or the file."""

    id: ExportId
    name: str
    """What the file is called, with its ending."""
    format: ExportFormat
    state: ExportState
    stage: str | None
    """While it runs: `storing` as long as the question is answered, then `writing`; of all pages `drawing`."""
    rows_written: int
    """Rows so far; while pages are drawn, how many of them are done."""
    row_count: int | None
    """Rows of the file, when it is done."""
    byte_size: int | None
    problem: ExportProblem | None
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime
    """When the file is removed."""


class ExportTicket(Contract):
    """An address from which the file can be fetched once, by a browser that sends no token."""

    url: str
    expires_at: datetime


class TooManyExports(AppError):
    """A person has as many exports under way as there may be."""

    kind = ErrorKind.LIMIT

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.QUOTA_EXCEEDED,
            f"{MAX_UNDER_WAY} of your exports are under way already.",
            hint="Wait until one of them is done, or cancel one.",
            details={"most": MAX_UNDER_WAY},
            retry_after_seconds=5,
        )


class NoPicture(Invalid):
    """A picture was asked for of what is not drawn."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is not drawn, so there is no picture of it.",
            hint="Take its rows home as CSV or Excel, or choose a picture such as bars or a line first.",
        )


class NothingToPrint(Invalid):
    """No page of the dashboard holds anything."""

    def __init__(self) -> None:
        super().__init__("No page of this dashboard holds anything yet.", hint="Add a picture or a text first.")


class NoRowsOfPage(Invalid):
    """Rows were asked for of a page, which has many answers."""

    def __init__(self) -> None:
        super().__init__(
            "A page as a whole has no rows of its own.",
            hint="Take it home as PDF, PNG or SVG, or the rows of one of its tiles.",
        )


class ExportNotDone(Conflict):
    """There is no file yet, or there will be none."""

    def __init__(self, state: ExportState) -> None:
        is_coming = state in UNDER_WAY
        super().__init__(
            "The file is not written yet." if is_coming else "This export came to no file.",
            hint="Ask for the export until its state is done." if is_coming else "Export the rows again.",
            details={"state": state.value},
        )


class ExportExpired(AppError):
    """The file was removed, for its time was over."""

    kind = ErrorKind.GONE

    def __init__(self) -> None:
        super().__init__(ErrorCode.GONE, "The file was removed, for its time was over.", hint="Export the rows again.")


class TicketUsed(AppError):
    """A ticket that is unknown, used up or too old: which of them is not said."""

    kind = ErrorKind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.NOT_FOUND,
            "This download address is good for one download within a minute, and it was used or is too old.",
            hint="Start the download again.",
        )
