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

/** Whether the letters that were typed stand in a name one after the other, each run from the start of a word on: `newdb` for “New dashboard”. */
export const hasLettersOf = (typed: string, name: string): boolean => {
  const letters = fold(typed).replaceAll(/\s+/g, "");
  const folded = fold(name);
  if (letters.length < 2) return false;
  const reaches = (at: number, from: number): boolean => {
    if (at === letters.length) return true;
    for (let place = folded.indexOf(letters[at] ?? "", from); place !== -1; place = folded.indexOf(letters[at] ?? "", place + 1)) {
      const isStart = place === 0 || /[\s\-_./:]/.test(folded[place - 1] ?? "");
      if ((isStart || (at > 0 && place === from)) && reaches(at + 1, place + 1)) return true;
    }
    return false;
  };
  return reaches(0, 0);
};

/** Those that answer, best first; equals keep their order. */
export const bestMatches = <Entry>(typed: string, entries: readonly Entry[], nameOf: (entry: Entry) => string): Entry[] =>
  entries
    .map((entry) => ({ entry, score: matchScore(typed, nameOf(entry)) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ entry }) => entry);
