import type { FieldRef, SemanticModel } from "@/api/contracts";
import { lowered } from "@/query/field-words";
import { fieldWords } from "./field-words";
import type { Question } from "./state";

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

/** A title that says what is seen: “Sum of amount by date (month) and region”. */
export const pictureTitle = ({ wells }: Question, model: SemanticModel): string => {
  const shown = [...wells.y, ...wells.x, ...wells.color, ...wells.facet, ...wells.size];
  const words = (fields: readonly FieldRef[]) => [...new Set(fields.map((ref) => fieldWords(ref, model)))];
  const measures = words(shown.filter(({ role }) => role === "measure"));
  const [along, rest] = measures.length === 0 && wells.x.length > 0
    ? [words(wells.y), words([...wells.x, ...wells.color, ...wells.facet])]
    : [measures, words(shown.filter(({ role }) => role === "dimension"))];
  if (along.length === 0 && rest.length === 0) return model.dataset_name;
  const subject = along.length === 0 ? "Rows" : listed([along[0] ?? "", ...along.slice(1).map(lowered)]);
  return rest.length === 0 ? subject : `${subject} by ${listed(rest.map(lowered))}`;
};
