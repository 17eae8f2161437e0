import type { Dimension, FieldRef, Measure, SemanticModel } from "@/api/contracts";
import { dimensionRef, listedDimensions, listedMeasures, listedTables, measureRef } from "./wells";

export type ListedField = { ref: FieldRef; label: string; description: string | null; synonyms: readonly string[] };

/** A part of the list of fields: those of the dataset, or of a related table, which can be folded away. */
export type FieldGroup = {
  id: string;
  title: string;
  fields: readonly ListedField[];
  isTable: boolean;
  /** Whether one row of the dataset may belong to several of the table. */
  isMany: boolean;
};

const ofDimension = ({ name, label, description, synonyms }: Dimension): ListedField => ({ ref: dimensionRef(name), label, description, synonyms });
const ofMeasure = (measure: Measure): ListedField => ({ ref: measureRef(measure), label: measure.label, description: measure.description, synonyms: measure.synonyms });

const isCalledLike = (wanted: string, tableLabel: string) => ({ ref, label, synonyms }: ListedField): boolean =>
  [label, ref.member, ...synonyms, `${tableLabel} ${label}`].some((name) => name.toLowerCase().includes(wanted));

/** Every field that can be dropped into a well, by what it belongs to; a search looks at labels, synonyms and addresses. */
export const fieldGroups = (model: SemanticModel, search: string): FieldGroup[] => {
  const wanted = search.trim().toLowerCase();
  const own = { isTable: false, isMany: false };
  const groups: FieldGroup[] = [
    { id: "dimensions", title: "Dimensions", fields: listedDimensions(model).map(ofDimension), ...own },
    { id: "measures", title: "Measures", fields: listedMeasures(model).map(ofMeasure), ...own },
    ...listedTables(model).map(({ address, label, dimensions, is_many: isMany }) => ({ id: address, title: label, fields: dimensions.map(ofDimension), isTable: true, isMany })),
  ];
  return groups
    .map((group) => ({ ...group, fields: wanted === "" ? group.fields : group.fields.filter(isCalledLike(wanted, group.isTable ? group.title : "")) }))
    .filter(({ fields }) => fields.length > 0);
};
