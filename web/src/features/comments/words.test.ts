import { describe, expect, it } from "vitest";
import { beginningAt, partsOf, plainName, typedOf, wordsOf } from "./words";

const ANN = "0192f7a0-0000-7000-8000-00000000000a";
const LEE = "0192f7a0-0000-7000-8000-00000000000b";

describe("the words of a comment", () => {
  it("are text and mentions", () => {
    expect(partsOf(`Look, @[Ann Lee](${LEE}), at <b>this</b>`)).toEqual([
      { kind: "text", text: "Look, " },
      { kind: "mention", name: "Ann Lee", userId: LEE },
      { kind: "text", text: ", at <b>this</b>" },
    ]);
    expect(partsOf("mail@example.com @[x](no id)")).toEqual([{ kind: "text", text: "mail@example.com @[x](no id)" }]);
  });

  it.each([
    ["nothing of note", "nothing of note"],
    [`@[Ann](${ANN}) and @[Ann Lee](${LEE})`, "@Ann and @Ann Lee"],
    [`@[Ann](${ANN})@[Ann](${ANN})`, "@Ann@Ann"],
  ])("%s is typed as %s and comes back the same", (words, expected) => {
    const { typed, chosen } = typedOf(words);
    expect(typed).toBe(expected);
    expect(wordsOf(typed, chosen)).toBe(words);
  });

  it("take only names that were chosen", () => {
    expect(wordsOf("@Ann, @Bob", new Map([["Ann", ANN]]))).toBe(`@[Ann](${ANN}), @Bob`);
  });

  it.each([
    ["@", 1, { from: 0, beginning: "" }],
    ["so @an", 6, { from: 3, beginning: "an" }],
    ["so @ann le", 10, { from: 3, beginning: "ann le" }],
    ["mail@ann", 8, undefined],
    ["@ann and more words", 19, undefined],
    ["done @ann", 4, undefined],
  ])("%s at %i begins a name or does not", (typed, caret, expected) => {
    expect(beginningAt(typed, caret)).toEqual(expected);
  });

  it("hold names without what would end them", () => {
    expect(plainName("Ann [CFO]\nLee")).toBe("Ann  CFO  Lee");
  });
});
