import { Link } from "@tanstack/react-router";
import { ExplorePage } from "@/features/explore/explore-page";
import { NewField } from "@/features/semantic/new-field";
import { DefaultLooks } from "./default-looks";
import { SampleDataButton } from "./sample-data-button";

export function ExploreRoute() {
  return (
    <DefaultLooks>
      <ExplorePage
        firstData={<SampleDataButton />}
        modelActions={({ dataset_id: datasetId }) => (
          <NewField datasetId={datasetId} modelLink={(className) => <Link to="/data/$datasetId/model" params={{ datasetId }} className={className}>Model</Link>} />
        )}
      />
    </DefaultLooks>
  );
}
