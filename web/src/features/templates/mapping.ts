import type { DatasetFit, FieldFit, ImportCheck, MapFields } from "@/api/contracts";

/** What somebody chose otherwise than it was proposed, by dataset and field; none: nothing stands for it. */
export type Overrides = Readonly<Record<string, string | null>>;

export const keyOf = (fit: DatasetFit, { need }: FieldFit): string => JSON.stringify([fit.id, fit.dataset_id, need.is_measure === true, need.name]);

/** The member that stands for a needed field. */
export const memberFor = (fit: DatasetFit, field: FieldFit, overrides: Overrides): string | null => {
  const chosen = overrides[keyOf(fit, field)];
  return chosen === undefined ? (field.proposed ?? null) : chosen;
};

export const missingFields = (check: ImportCheck, overrides: Overrides): FieldFit[] =>
  check.datasets.flatMap((fit) => fit.fields.filter((field) => memberFor(fit, field, overrides) === null));

/** The titles of the tiles that ask for something that is not there. */
export const tilesWithout = (check: ImportCheck, overrides: Overrides): ReadonlySet<string> => {
  const lost = check.datasets.filter(({ dataset_id }) => dataset_id === null).flatMap(({ fields }) => fields);
  return new Set([...missingFields(check, overrides), ...lost].flatMap(({ tiles }) => tiles));
};

/** What is sent when the dashboard is made. */
export const mappingOf = (check: ImportCheck, overrides: Overrides, name: string, missing: NonNullable<MapFields["missing"]>): MapFields => ({
  name: name.trim() === "" ? null : name.trim(),
  missing,
  datasets: check.datasets.map((fit) => ({
    id: fit.id,
    dataset_id: fit.dataset_id,
    fields: fit.fields.map((field) => ({ name: field.need.name, is_measure: field.need.is_measure === true, member: memberFor(fit, field, overrides) })),
  })),
});
