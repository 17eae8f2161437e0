import type { ChartOptions } from "@/api/contracts";

/** What an address can hold of a document; longer ones are kept in this browser, and the address names them. */
const SHORT = 800;
const MOST_KEPT = 20;
const PREFIX = "gnomon.document.";
const REF = /^~[0-9a-z]{1,16}$/;

/** The same text has the same name; two different ones of the same name are as good as impossible. */
const nameOf = (text: string): string => {
  let [high, low] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    high = Math.imul(high ^ letter, 0x01000193) >>> 0;
    low = Math.imul(low ^ (letter + at), 0x85ebca6b) >>> 0;
  }
  return `${high.toString(36)}${low.toString(36)}`;
};

type Kept = { at: number; text: string };

const readKept = (name: string): Kept | null => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") as Kept | null;
  } catch {
    return null;
  }
};

const forgetOldest = (): void => {
  const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  if (names.length < MOST_KEPT) return;
  const byAge = names.toSorted((a, b) => (readKept(a)?.at ?? 0) - (readKept(b)?.at ?? 0));
  for (const name of byAge.slice(0, names.length - MOST_KEPT + 1)) localStorage.removeItem(PREFIX + name);
};

/** The options as an address holds them: a long document by its name. */
export const shortened = (options: ChartOptions): ChartOptions => {
  const { document: text } = options;
  if (!text || text.length <= SHORT) return options;
  const name = nameOf(text);
  try {
    if (readKept(name)?.text !== text) {
      forgetOldest();
      localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), text } satisfies Kept));
    }
  } catch {
    // Without a place to keep it, the address has to be long.
    return options;
  }
  return { ...options, document: `~${name}` };
};

/** The options that an address meant; a document that this browser does not have is left out. */
export const restored = (options: ChartOptions): ChartOptions => {
  const { document: text, ...rest } = options;
  if (typeof text !== "string" || !REF.test(text)) return options;
  const kept = readKept(text.slice(1));
  return kept === null ? rest : { ...rest, document: kept.text };
};
