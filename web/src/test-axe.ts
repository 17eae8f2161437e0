import axe from "axe-core";

/** What axe finds, in short; colours need a real browser and are left to the browser tests. */
export const axeFindings = async (node: Element = document.body): Promise<string[]> => {
  const { violations } = await axe.run(node, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((one) => one.html.slice(0, 120)).join(" | ")})`);
};
