import countries from "world-atlas/countries-110m.json";

/** The borders of countries, as TopoJSON. Vega works in its data, so each picture has its own. */
export const borders = (): unknown => structuredClone(countries);
