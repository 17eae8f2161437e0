import "@/ui/tokens.css";
import "./embed.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { EmbeddedPage } from "@/features/dashboards/embedded-page";
import { handedIn, handIn, isNarrower } from "@/features/dashboards/embedded-framing";
import { createHost, isBackground, isTheme, listedOrigins } from "@/features/dashboards/embedded-host";
import { DataProvider } from "./data-provider";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");

const embedId = decodeURIComponent(window.location.pathname.split("/")[2] ?? "");
const said = new URLSearchParams(window.location.hash.slice(1));
const [inAddress, theme, background] = ["token", "theme", "background"].map((name) => said.get(name));
// What was in the address stands in no history and is told to nobody.
window.history.replaceState(null, "", window.location.pathname);

const listed = listedOrigins(document);
const handed = handedIn(document);
const token = (handed === null || handed === "refused" ? null : handed.token) ?? inAddress ?? null;
/** Once: a token that was refused here is refused in words by whoever is asked for the dashboard. */
const leavesFor = (other: string): boolean => {
  const isLeaving = handed === null && isNarrower(other, listed);
  if (isLeaving) handIn(window, other, { theme, background });
  return isLeaving;
};

if (token === null || !leavesFor(token)) {
  createRoot(root).render(
    <StrictMode>
      <DataProvider>
        <EmbeddedPage
          embedId={embedId}
          host={createHost(window, listed, leavesFor)}
          token={token}
          look={{ ...(isTheme(theme) && { theme }), ...(isBackground(background) && { background }) }}
        />
      </DataProvider>
    </StrictMode>,
  );
}
