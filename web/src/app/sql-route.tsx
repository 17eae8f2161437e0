import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useMayEdit } from "@/api/me";
import { useNoteSeen } from "@/features/library/use-note-seen";
import { SqlPage } from "@/features/queries/sql-page";
import { UploadButton } from "@/features/sources/upload-button";
import { SampleDataButton } from "./sample-data-button";

export function SqlRoute() {
  const { queryId } = useParams({ strict: false });
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  useNoteSeen("query", queryId);
  return (
    <SqlPage
      queryId={queryId ?? null}
      onAddress={(id) => void (id === null ? navigate({ to: "/sql", replace: true }) : navigate({ to: "/sql/$queryId", params: { queryId: id }, replace: true }))}
      canEdit={mayEdit}
      firstData={mayEdit ? <><UploadButton variant="primary" /><SampleDataButton /></> : null}
      link={(datasetId, words, label) => (
        <Link to="/data/$datasetId" params={{ datasetId }} aria-label={label} title={label} className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-fg">{words}</Link>
      )}
    />
  );
}
