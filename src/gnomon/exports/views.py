"""What the wire shows of exports."""

from gnomon.exports.contracts import Export, ExportFormat, ExportId, ExportProblem, ExportState
from gnomon.exports.tables import ExportRow


def export_of(row: ExportRow) -> Export:
    """An export as its person sees it."""
    return Export(
        id=ExportId(row.id),
        name=row.name,
        format=ExportFormat(row.format),
        state=ExportState(row.state),
        stage=row.stage,
        rows_written=row.rows_written,
        row_count=row.row_count,
        byte_size=row.byte_size,
        problem=None if row.problem is None else ExportProblem.model_validate(row.problem),
        created_at=row.created_at,
        finished_at=row.finished_at,
        expires_at=row.expires_at,
    )
