import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import type { ButtonTile } from "@/api/contracts";
import { Button } from "@/ui/button";
import { clearAll, type Choices, type OnChoices } from "../choices";
import { withKeptChoices } from "./kept-choices";
import { safeAddress } from "./safe-address";

type ButtonBodyProps = {
  tile: ButtonTile;
  choices: Choices;
  onChoices: OnChoices;
  /** Somebody edits: a press chooses the tile and does nothing else. */
  isEditing: boolean;
  /** Other dashboards are for those who are signed in. */
  hasDashboards: boolean;
};

const VARIANTS = { primary: "primary", quiet: "ghost", outline: "outline" } as const;

/** A button that fills its tile. */
export function ButtonBody({ tile, choices, onChoices, isEditing, hasDashboards }: ButtonBodyProps) {
  const { words, look = "primary", action } = tile;
  const looks = { variant: VARIANTS[look], className: "size-full whitespace-normal text-center text-sm leading-tight" } as const;
  const press = (onClick: () => void): ReactNode => <Button {...looks} onClick={onClick}>{words}</Button>;
  const inert = <Button {...looks} disabled title="This button leads nowhere from here.">{words}</Button>;

  const drawn = (): ReactNode => {
    switch (action.kind) {
      case "page": return press(() => { onChoices({ ...choices, page: action.page_id }); });
      case "choices": return press(() => { onChoices(withKeptChoices(choices, action.choices)); });
      case "clear": return press(() => { onChoices(clearAll(choices)); });
      case "dashboard": return hasDashboards
        ? <Button asChild {...looks}><Link to="/dashboards/$dashboardId" params={{ dashboardId: action.dashboard_id }} search={{}}>{words}</Link></Button>
        : inert;
      case "address": {
        const address = safeAddress(action.address);
        return address === null ? inert : (
          <Button asChild {...looks}>
            <a href={address} target="_blank" rel="noopener noreferrer nofollow" title={address}>{words}<ExternalLink aria-hidden /><span className="sr-only"> (opens another site)</span></a>
          </Button>
        );
      }
    }
  };
  return <div className="absolute inset-0 p-0.5" inert={isEditing}>{isEditing ? <Button {...looks}>{words}</Button> : drawn()}</div>;
}
