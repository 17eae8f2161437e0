import { getRouteApi, Link } from "@tanstack/react-router";
import { Compass, Waypoints } from "lucide-react";
import { useMayEdit } from "@/api/me";
import { DATASET_TABS, DatasetPage, type DatasetTab } from "@/features/datasets/dataset-page";
import { StarButton } from "@/features/library/star-button";
import { useNoteSeen } from "@/features/library/use-note-seen";
import { MadeOfQuery } from "@/features/queries/made-of-query";
import { UploadButton } from "@/features/sources/upload-button";
import { Button } from "@/ui/button";
import { useShownPart } from "./use-shown-part";

const route = getRouteApi("/shell/data/$datasetId");
const FIRST: DatasetTab = "columns";

export function DatasetRoute() {
  const { datasetId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useMayEdit();
  useNoteSeen("dataset", datasetId);
  useShownPart("column", search.column);
  const tab = DATASET_TABS.find((known) => known === search.tab) ?? FIRST;
  return (
    <DatasetPage
      datasetId={datasetId}
      tab={tab}
      onTab={(next) => void navigate({ search: next === FIRST ? {} : { tab: next }, resetScroll: false })}
      onGone={() => void navigate({ to: "/data" })}
      canEdit={mayEdit}
      wayOn={<Button asChild><Link to="/data">All datasets</Link></Button>}
      above={<span className="inline-flex items-center gap-1"><Link to="/data" className="rounded-sm hover:text-fg hover:underline">Data</Link><StarButton kind="dataset" id={datasetId} className="-my-1" /></span>}
      exploreAction={<><Button asChild><Link to="/data/$datasetId/model" params={{ datasetId }}><Waypoints aria-hidden />Model</Link></Button><Button asChild variant="primary"><Link to="/explore" search={{ dataset: datasetId }}><Compass aria-hidden />Explore</Link></Button></>}
      origin={(dataset) => <MadeOfQuery key={dataset.id} dataset={dataset} canEdit={mayEdit} />}
      replaceAction={mayEdit ? <UploadButton datasetId={datasetId}>New version</UploadButton> : null}
    />
  );
}
