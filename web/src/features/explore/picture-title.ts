import type { FieldRef, SemanticModel } from "@/api/contracts";
import { fieldWords } from "./field-words";
import type { Question } from "./state";

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** A title that says what is seen: “Sum of Amount by Date, by month and Region”. */
export const pictureTitle = ({ wells }: Question, model: SemanticModel): string => {
  const shown = [...wells.y, ...wells.x, ...wells.color, ...wells.facet, ...wells.size];
  const say = (ref: FieldRef) => fieldWords(ref, model).replace(/, by (\w.*)$/, " ($1)");
  const words = (role: FieldRef["role"]) => [...new Set(shown.filter((ref) => ref.role === role).map(say))];
  const [measures, dimensions] = [words("measure"), words("dimension")];
  if (measures.length === 0 && dimensions.length === 0) return model.dataset_name;
  const counted = measures.length === 0 ? "Rows" : listed([measures[0] ?? "", ...measures.slice(1).map(lowered)]);
  return dimensions.length === 0 ? counted : `${counted} by ${listed(dimensions)}`;
};
