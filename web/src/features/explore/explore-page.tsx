import { useQuery } from "@tanstack/react-query";
import { Compass } from "lucide-react";
import type { ReactNode } from "react";
import type { SemanticModel } from "@/api/contracts";
import { DatasetList } from "@/chart-editor/dataset-picker";
import { datasetsOptions } from "@/query/datasets";
import { modelOptions } from "@/query/model";
import { EmptyState } from "@/ui/empty-state";
import { PageProblem } from "@/ui/page-problem";
import { Skeleton } from "@/ui/skeleton";
import { Explorer } from "./explorer";
import { useQuestion, type Asking } from "./use-question";

type ExplorePageProps = {
  /** What a workspace without data is offered: an upload, sample data. */
  firstData?: ReactNode;
  /** What can be added to the fields of a dataset: measures, calculated columns. */
  modelActions?: (model: SemanticModel) => ReactNode;
};

function Loading() {
  return (
    <div aria-busy aria-label="Reading the fields" className="flex min-h-0 flex-1 gap-3">
      <Skeleton className="hidden w-60 lg:block" />
      <Skeleton className="hidden w-60 lg:block" />
      <Skeleton className="flex-1" />
    </div>
  );
}

function Choice({ asking }: { asking: Asking }) {
  return <div className="w-80 max-w-full rounded-lg border border-line bg-panel p-3 text-left"><DatasetList datasetId={null} onChoose={asking.chooseDataset} /></div>;
}

function NoDataset({ asking, firstData }: { asking: Asking; firstData: ReactNode }) {
  const { data } = useQuery(datasetsOptions(""));
  const isDesert = data?.items.length === 0;
  return (
    <div className="grid min-h-0 flex-1 place-items-center">
      <EmptyState
        icon={<Compass />}
        title={isDesert ? "There is no data yet" : "Choose a dataset to explore"}
        action={isDesert ? firstData : <Choice asking={asking} />}
      >
        Explore turns the fields of a dataset into pictures: drag them into wells, and the picture draws itself.
      </EmptyState>
    </div>
  );
}

function Explored({ asking, datasetId, modelActions }: Pick<ExplorePageProps, "modelActions"> & { asking: Asking; datasetId: string }) {
  const { data: model, error, refetch } = useQuery(modelOptions(datasetId));
  if (error) return <PageProblem isPart problem={error} thing="dataset" onRetry={() => void refetch()} way={<Choice asking={asking} />} />;
  return model ? <Explorer key={datasetId} model={model} asking={asking} modelActions={modelActions} /> : <Loading />;
}

/** From fields to a picture, and back to the statement behind it. */
export function ExplorePage({ firstData, modelActions }: ExplorePageProps) {
  const asking = useQuestion();
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 p-3 sm:p-4">
      <h1 className="sr-only">Explore</h1>
      {asking.datasetId === null ? <NoDataset asking={asking} firstData={firstData} /> : <Explored asking={asking} datasetId={asking.datasetId} {...(modelActions && { modelActions })} />}
    </div>
  );
}
