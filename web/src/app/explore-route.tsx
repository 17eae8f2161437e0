import { ExplorePage } from "@/features/explore/explore-page";
import { SampleDataButton } from "./sample-data-button";

export function ExploreRoute() {
  return <ExplorePage firstData={<SampleDataButton />} />;
}
