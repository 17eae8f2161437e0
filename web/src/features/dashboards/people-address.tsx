import { useState } from "react";
import { Checkbox } from "@/ui/checkbox";
import { ShareAddress } from "./share-address";

/** What an address says of how somebody works or looks, and not of what they look at. */
const ONES_OWN = ["mode", "thread", "present", "refresh", "tile"];

const presentState = (): string => {
  const search = new URLSearchParams(window.location.search);
  for (const name of ONES_OWN) search.delete(name);
  return search.toString();
};

/** The address of a dashboard for people of the workspace: as it opens, or as it is looked at now. */
export function PeopleAddress({ dashboardId }: { dashboardId: string }) {
  const [search] = useState(presentState);
  const [isPresent, setPresent] = useState(false);
  const address = new URL(`/dashboards/${dashboardId}`, window.location.origin);
  if (isPresent) address.search = search;
  return (
    <>
      <ShareAddress label="Address for people of this workspace" address={address.href} />
      {search !== "" && <Checkbox checked={isPresent} onCheckedChange={(checked) => { setPresent(checked === true); }} label="As I see it now: this page, and what is chosen on it" />}
    </>
  );
}
