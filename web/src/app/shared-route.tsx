import { getRouteApi } from "@tanstack/react-router";
import { choicesFrom, readSearch, searchFrom, type OnChoices } from "@/features/dashboards/choices";
import { SharedPage } from "@/features/dashboards/shared-page";
import { DataProvider } from "./data-provider";

const route = getRouteApi("/s/$token");

/** A link that somebody was sent. */
export function SharedRoute() {
  const { token } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose: OnChoices = (choices, { isReplacing } = { isReplacing: false }) => {
    void navigate({ search: searchFrom(choices), replace: isReplacing, resetScroll: false });
  };
  return <DataProvider><SharedPage key={token} token={token} choices={choicesFrom(readSearch(search))} onChoices={choose} /></DataProvider>;
}
