import "@/ui/tokens.css";
import "./embed.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { EmbeddedPage } from "@/features/dashboards/embedded-page";
import { createHost, isBackground, isTheme, listedOrigins } from "@/features/dashboards/embedded-host";
import { DataProvider } from "./data-provider";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");

const embedId = decodeURIComponent(window.location.pathname.split("/")[2] ?? "");
const said = new URLSearchParams(window.location.hash.slice(1));
const [token, theme, background] = ["token", "theme", "background"].map((name) => said.get(name));
// What was in the address stands in no history and is told to nobody.
window.history.replaceState(null, "", window.location.pathname);

createRoot(root).render(
  <StrictMode>
    <DataProvider>
      <EmbeddedPage
        embedId={embedId}
        host={createHost(window, listedOrigins(document))}
        token={token ?? null}
        look={{ ...(isTheme(theme) && { theme }), ...(isBackground(background) && { background }) }}
      />
    </DataProvider>
  </StrictMode>,
);
