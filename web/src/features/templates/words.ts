import type { FieldCandidate, FieldFit, ImportedDashboard, Template, TemplateCategory } from "@/api/contracts";

export const CATEGORIES: readonly { value: TemplateCategory; label: string }[] = [
  { value: "sales", label: "Sales" },
  { value: "product", label: "Product" },
  { value: "operations", label: "Operations" },
  { value: "finance", label: "Finance" },
  { value: "people", label: "People" },
  { value: "other", label: "General" },
];

export const categoryWord = (category: TemplateCategory): string => CATEGORIES.find(({ value }) => value === category)?.label ?? category;

const reasons: Record<FieldCandidate["reason"], string> = {
  name: "same name",
  label: "same label",
  synonym: "known under this name",
  similar: "similar name",
  sort: "of the right sort",
};

export const reasonWord = (candidate: FieldCandidate): string => reasons[candidate.reason];

const sorts: Readonly<Record<string, string>> = { categorical: "a category", time: "a date", number: "a number", geo: "a place", boolean: "yes or no" };

/** What a needed field has to be, in words: “a number to add up”. */
export const sortWord = ({ need }: FieldFit): string => {
  if (need.is_measure === true) return "a measure";
  const counts = need.aggregations ?? [];
  if (counts.length > 0 && counts.every((one) => one === "count_distinct" || one === "count")) return "something to count";
  return sorts[need.kind ?? ""] ?? (counts.length > 0 ? "a number" : "any field");
};

export const fieldWord = ({ need }: FieldFit): string => need.label ?? need.name.replaceAll("_", " ");

/** The fields that a template is about, as one line. */
export const needsWords = ({ needs }: Template): string => {
  const fields = needs.flatMap(({ fields: all = [] }) => all);
  const wanted = fields.filter(({ is_optional }) => is_optional !== true).map(({ label, name }) => (label ?? name).toLowerCase());
  return wanted.length > 4 ? `${wanted.slice(0, 4).join(", ")} and ${String(wanted.length - 4)} more` : wanted.join(", ");
};

const kinds: Record<ImportedDashboard["left_out"][number]["what"], string> = {
  tile: "left out",
  channel: "without a part",
  filter: "filter left out",
  parameter: "parameter left out",
  drill_through: "details without a field",
  interaction: "interaction left out",
};

/** What the new dashboard does not have, in one or two lines. */
export const leftOutWords = (left: ImportedDashboard["left_out"]): string => {
  const told = left.slice(0, 3).map(({ name, what }) => `“${name}” ${kinds[what]}`);
  return [...told, ...(left.length > 3 ? [`and ${String(left.length - 3)} more`] : [])].join(", ");
};
