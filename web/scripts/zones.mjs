// The floors of the web tree: what each folder of src/ may import. Everything else is refused, and a feature never imports a feature.
export const mayImport = {
  app: ["features", "chart-editor", "viz", "sync", "query", "api", "ui", "lib"],
  features: ["chart-editor", "viz", "sync", "query", "api", "ui", "lib"],
  // What changes a picture: Explore and the panes beside a canvas are made of it.
  "chart-editor": ["viz", "query", "api", "ui", "lib"],
  viz: ["query", "api", "ui", "lib"],
  sync: ["api", "lib"],
  query: ["api", "ui", "lib"],
  api: ["lib"],
  ui: ["lib"],
  lib: [],
  // What other sites load: it stands beside the rest.
  sdk: ["lib"],
};

const floors = Object.keys(mayImport);

export const zones = (rooms) => [
  ...floors.map((floor) => ({
    target: `./src/${floor}`,
    from: floors.filter((other) => other !== floor && !mayImport[floor].includes(other)).map((other) => `./src/${other}`),
    message: `${floor}/ may import only ${mayImport[floor].join(", ") || "itself"}. Move what both need down a floor, or compose it in app/.`,
  })).filter((zone) => zone.from.length > 0),
  ...rooms.map((room) => ({
    target: `./src/features/${room}`,
    from: "./src/features",
    except: [`./${room}`],
    message: "A feature never imports a feature: move it down a floor, or compose both in app/.",
  })),
];
