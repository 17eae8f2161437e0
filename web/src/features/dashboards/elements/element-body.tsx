import type { Tile } from "@/api/contracts";
import type { Choices, OnChoices } from "../choices";
import type { ResultsSource } from "../results-source";
import type { TileResults } from "../results-state";
import { TextTile } from "../text-tile";
import { ButtonBody } from "./button-body";
import { figureId } from "./figure-names";
import { ImageBody } from "./image-body";
import { ShapeBody } from "./shape-body";

export type ElementBodyProps = {
  tile: Tile;
  results: TileResults;
  source: ResultsSource;
  choices: Choices;
  onChoices: OnChoices;
  isEditing: boolean;
  hasReceipts: boolean;
};

/** What stands on a page beside pictures and filters. */
export function ElementBody({ tile, results, source, choices, onChoices, isEditing, hasReceipts }: ElementBodyProps) {
  switch (tile.kind) {
    case "text": return <TextTile markdown={tile.markdown} figures={tile.figures} stateOf={(name) => results.get(figureId(tile.id, name))?.state} hasReceipts={hasReceipts} />;
    case "image": return <ImageBody tile={tile} source={source} isEditing={isEditing} />;
    case "shape": return <ShapeBody tile={tile} />;
    case "button": return <ButtonBody tile={tile} choices={choices} onChoices={onChoices} isEditing={isEditing} hasDashboards={source.dashboardId !== undefined} />;
    case "chart":
    case "slicer": return null;
  }
}
