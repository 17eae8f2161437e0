import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

export type Path = readonly (string | number)[];
export type Place = { from: number; to: number };

type Node = ReturnType<typeof syntaxTree>["topNode"];

const textOf = (state: EditorState, { from, to }: Place): string => state.sliceDoc(from, to);

const nameOf = (state: EditorState, property: Node): string => {
  const name = property.getChild("PropertyName");
  if (name === null) return "";
  try {
    return String(JSON.parse(textOf(state, name)));
  } catch {
    return textOf(state, name).replaceAll('"', "");
  }
};

const NO_VALUES = new Set(["PropertyName", "⚠", "{", "}", "[", "]", ",", ":"]);

const valuesIn = (node: Node): Node[] => {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!NO_VALUES.has(child.name)) found.push(child);
  return found;
};

/** Where a part of the document stands: its name, and its value too where that is short. */
export const placeOf = (state: EditorState, path: Path): Place | null => {
  let value = valuesIn(syntaxTree(state).topNode)[0];
  let place: Place | null = value ? { from: value.from, to: Math.min(value.to, value.from + 1) } : null;
  for (const step of path) {
    if (value === undefined) break;
    if (typeof step === "number") {
      value = value.name === "Array" ? valuesIn(value)[step] : undefined;
      if (value) place = value;
      continue;
    }
    const property: Node | undefined = value.getChildren("Property").findLast((one) => nameOf(state, one) === step);
    const name = property?.getChild("PropertyName");
    if (!property || !name) break;
    value = valuesIn(property)[0];
    const isShort = value !== undefined && value.name !== "Object" && value.name !== "Array";
    place = isShort && value ? { from: name.from, to: value.to } : { from: name.from, to: name.to };
  }
  return place && { from: place.from, to: Math.min(place.to, state.doc.length) };
};

/** The first place where the text stops being JSON. */
export const brokenPlace = (state: EditorState): Place | null => {
  let found: Place | null = null;
  syntaxTree(state).iterate({ enter: (node) => {
    if (found === null && node.type.isError) found = { from: node.from, to: node.to };
    return found === null;
  } });
  return found;
};

export type Spot = {
  /** The object or list around. */
  path: Path;
  /** The name whose value is written here; null where a name is. */
  name: string | null;
  /** Names that the object has already. */
  taken: readonly string[];
  /** What has been written of the word, its quotes included. */
  word: Place;
};

const pathTo = (state: EditorState, node: Node): (string | number)[] => {
  const path: (string | number)[] = [];
  for (let at: Node | null = node; at?.parent; at = at.parent) {
    const { parent } = at as { parent: Node };
    if (parent.name === "Property") path.unshift(nameOf(state, parent));
    if (parent.name === "Array") path.unshift(valuesIn(parent).findIndex(({ from }) => from === at?.from));
  }
  return path;
};

const around = (node: Node): Node | null => {
  let at: Node | null = node;
  while (at !== null && at.name !== "Object" && at.name !== "Array") at = at.parent;
  return at;
};

/** What may be written at a place: a name of an object, or the value of one. */
export const spotAt = (state: EditorState, position: number): Spot | null => {
  const node = syntaxTree(state).resolveInner(position, -1);
  const box = around(node.name === "{" || node.name === "[" ? node : node);
  if (box === null) return null;
  const typed = /"?[\w$:.]*$/.exec(state.sliceDoc(Math.max(0, position - 80), position))?.[0] ?? "";
  const word = { from: position - typed.length, to: state.sliceDoc(position, position + 1) === '"' ? position + 1 : position };
  const properties = box.getChildren("Property");
  const path = pathTo(state, box);
  const taken = properties.map((one) => nameOf(state, one));
  const before = state.sliceDoc(box.from, word.from).trimEnd();
  if (box.name === "Array") return { path, name: null, taken: [], word };
  const property = properties.findLast(({ from }) => from < word.from);
  if (before.endsWith(":") && property) return { path, name: nameOf(state, property), taken, word };
  return before.endsWith("{") || before.endsWith(",") ? { path, name: null, taken, word } : null;
};
