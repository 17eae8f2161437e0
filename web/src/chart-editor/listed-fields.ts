import type { Dimension, FieldRef, Measure, SemanticModel } from "@/api/contracts";
import { levelRef, shownLevels } from "./hierarchies";
import { dimensionNamed, dimensionRef, listedDimensions, listedMeasures, listedTables, measureRef } from "./wells";

export type ListedField = { ref: FieldRef; label: string; description: string | null; synonyms: readonly string[] };

/** Fields to drill through: it stands for its first level, and opens to show them all. */
export type ListedHierarchy = { id: string; name: string; first: FieldRef; levels: readonly ListedField[] };

/** A part of the list of fields: those of the dataset, or of a related table, which can be folded away. */
export type FieldGroup = {
  id: string;
  title: string;
  fields: readonly ListedField[];
  hierarchies: readonly ListedHierarchy[];
  isTable: boolean;
  /** Whether one row of the dataset may belong to several of the table. */
  isMany: boolean;
};

const ofDimension = ({ name, label, description, synonyms }: Dimension): ListedField => ({ ref: dimensionRef(name), label, description, synonyms });
const ofMeasure = (measure: Measure): ListedField => ({ ref: measureRef(measure), label: measure.label, description: measure.description, synonyms: measure.synonyms });

type Hierarchies = SemanticModel["hierarchies"];

const listedHierarchies = (model: SemanticModel, owner: string, hierarchies: Hierarchies): ListedHierarchy[] =>
  hierarchies.flatMap((one) => {
    const levels = shownLevels(model, one).map((level) => {
      const { description = null, synonyms = [] } = dimensionNamed(model, level.member) ?? {};
      return { ref: levelRef(level), label: level.label, description, synonyms };
    });
    const [first, second] = levels;
    return first && second ? [{ id: `${owner}:${one.name}`, name: one.name, first: first.ref, levels }] : [];
  });

const isCalledLike = (wanted: string, tableLabel: string) => ({ ref, label, synonyms }: ListedField): boolean =>
  [label, ref.member, ...synonyms, `${tableLabel} ${label}`].some((name) => name.toLowerCase().includes(wanted));

/** Every field that can be dropped into a well, by what it belongs to; a search looks at labels, synonyms and addresses. */
export const fieldGroups = (model: SemanticModel, search: string): FieldGroup[] => {
  const wanted = search.trim().toLowerCase();
  const own = { isTable: false, isMany: false };
  const found = (hierarchies: readonly ListedHierarchy[], tableLabel: string) => hierarchies.flatMap((one) => {
    if (wanted === "" || one.name.toLowerCase().includes(wanted)) return [one];
    const levels = one.levels.filter(isCalledLike(wanted, tableLabel));
    return levels.length > 0 ? [{ ...one, levels }] : [];
  });
  const groups: FieldGroup[] = [
    { id: "dimensions", title: "Dimensions", fields: listedDimensions(model).map(ofDimension), hierarchies: listedHierarchies(model, "", model.hierarchies), ...own },
    { id: "measures", title: "Measures", fields: listedMeasures(model).map(ofMeasure), hierarchies: [], ...own },
    ...listedTables(model).map(({ address, label, dimensions, hierarchies, is_many: isMany }) => ({
      id: address, title: label, fields: dimensions.map(ofDimension), hierarchies: listedHierarchies(model, address, hierarchies), isTable: true, isMany,
    })),
  ];
  return groups
    .map((group) => {
      const tableLabel = group.isTable ? group.title : "";
      return { ...group, fields: wanted === "" ? group.fields : group.fields.filter(isCalledLike(wanted, tableLabel)), hierarchies: found(group.hierarchies, tableLabel) };
    })
    .filter(({ fields, hierarchies }) => fields.length + hierarchies.length > 0);
};
