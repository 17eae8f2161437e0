import type { DashboardPage, Tile } from "@/api/contracts";
import type { Choices } from "../choices";
import { ButtonDialog } from "./button-dialog";
import { ImageDialog } from "./image-dialog";
import { ShapeDialog } from "./shape-dialog";
import { TextDialog } from "./text-dialog";

export type ElementDialogProps = {
  tile: Tile;
  /** Where it stands, or will stand. */
  page: DashboardPage;
  otherPages: readonly DashboardPage[];
  /** What is chosen on the page at the moment, which a button can keep. */
  choices: Choices;
  /** It is not on the page yet. */
  isNew?: boolean;
  onClose: () => void;
  onSave: (tile: Tile) => void;
};

/** Asks what a text, an image, a shape or a button is to be. */
export function ElementDialog({ tile, ...rest }: ElementDialogProps) {
  switch (tile.kind) {
    case "text": return <TextDialog tile={tile} {...rest} />;
    case "image": return <ImageDialog tile={tile} {...rest} />;
    case "shape": return <ShapeDialog tile={tile} {...rest} />;
    case "button": return <ButtonDialog tile={tile} {...rest} />;
    case "chart":
    case "slicer": return null;
  }
}
