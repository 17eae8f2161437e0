import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const backend = process.env["GNOMON_DEV_BACKEND"] ?? "http://127.0.0.1:8000";

/** Of the name of a file; nine say what it is, and every page that is loaded first has them all. */
const MOST_LETTERS = 9;

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    port: 3000,
    strictPort: true,
    proxy: Object.fromEntries(
      ["/api", "/health", "/docs"].map((path) => [path, { target: backend, changeOrigin: false, ws: true }]),
    ),
  },
  build: {
    target: "es2022",
    manifest: true,
    // Browsers that do not know it load the same files a little later.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // The second is the page of embeds, which other sites frame.
      input: ["index.html", "embed.html"],
      output: {
        // Every page's list of files is in the first of them: letters at random do not compress, and long names of icons say little.
        hashCharacters: "hex",
        chunkFileNames: ({ name }) => `assets/${name.slice(0, MOST_LETTERS)}-[hash:7].js`,
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 40 },
            // Drag and zoom of the designer need d3 too: kept apart, or they would pull Vega in.
            { name: "d3", test: /node_modules[\\/](d3-[^\\/]+|internmap|delaunator|robust-predicates)[\\/]/, priority: 30 },
            // Each icon in a file of its own costs more than the icon; those of one page alone stay with it.
            { name: "first-icons", test: /node_modules[\\/]lucide-react[\\/].*[\\/](eye|eye-off|circle)\.m?js$/, priority: 25 },
            { name: "icons", test: /node_modules[\\/]lucide-react[\\/]/, priority: 20, minShareCount: 10 },
            // Small things that several pages share, none of them the sign-in: a file for each costs more than they are.
            { name: "shared", test: /src[\\/](lib[\\/](same|shortcut|new-id|destination|free-place|column-type)|query[\\/](excluding|field-words|step-label|after-failure|answer|typed-number)|viz[\\/]custom[\\/]source-context|features[\\/](dashboards[\\/](visitor-source|freshness-words)|templates[\\/]brought))\.tsx?$/, priority: 20 },
            { name: "vega", test: /node_modules[\\/]vega[^\\/]*[\\/]/, priority: 20 },
          ],
        },
      },
    },
  },
});
