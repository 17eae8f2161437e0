const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** How well a name answers what was typed: 0 not at all, higher is better. Words may come in any order. */
export const matchScore = (typed: string, name: string): number => {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const folded = fold(name);
  let score = 1;
  for (const word of wanted) {
    const at = folded.indexOf(word);
    if (at === -1) return 0;
    const isWordStart = at === 0 || /[\s\-_./:]/.test(folded[at - 1] ?? "");
    score += at === 0 ? 4 : isWordStart ? 3 : 1;
  }
  return score;
};

/** Those that answer, best first; equals keep their order. */
export const bestMatches = <Entry>(typed: string, entries: readonly Entry[], nameOf: (entry: Entry) => string): Entry[] =>
  entries
    .map((entry) => ({ entry, score: matchScore(typed, nameOf(entry)) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ entry }) => entry);
