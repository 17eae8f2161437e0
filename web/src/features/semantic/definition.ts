import type {
  CalculatedColumn, Calendar, Cardinality, ColumnMeaning, ColumnPolicy, Hierarchy, ModelDefinition, ModelMeasure, ModelParameter, ModelProblem, ModelTable, ModelTableState, Relationship,
  RelationshipSuggestion, RowPolicy,
} from "@/api/contracts";

export type Table = Omit<ModelTable, "columns" | "calculated" | "hierarchies"> & { columns: ColumnMeaning[]; calculated: CalculatedColumn[]; hierarchies: Hierarchy[] };

/** Who may see what: told to those alone who manage it. Saying nothing of it keeps it, an empty list removes. */
export type Policies = { row_policies: RowPolicy[]; column_policies: ColumnPolicy[] };

/** A definition in which every part is there, if empty; policies only where they were told. */
export type Definition = Partial<Policies> & {
  version: 1;
  tables: Table[];
  relationships: Relationship[];
  measures: ModelMeasure[];
  parameters: ModelParameter[];
  calendar: Calendar;
};

export const wholeDefinition = ({ tables, relationships, measures, parameters, calendar, row_policies: rows, column_policies: columns }: ModelDefinition): Definition => ({
  version: 1,
  tables: tables.map((table) => ({ ...table, columns: table.columns ?? [], calculated: table.calculated ?? [], hierarchies: table.hierarchies ?? [] })),
  relationships: relationships ?? [],
  measures: measures ?? [],
  parameters: parameters ?? [],
  calendar: calendar ?? {},
  ...(rows && columns && { row_policies: rows, column_policies: columns }),
});

/** The policies of a definition; null where nobody tells. */
export const policiesOf = ({ row_policies: rows, column_policies: columns }: Definition): Policies | null =>
  rows && columns ? { row_policies: rows, column_policies: columns } : null;

const put = <Part,>(parts: readonly Part[], index: number | null, part: Part): Part[] =>
  index === null ? [...parts, part] : parts.map((other, at) => (at === index ? part : other));

const without = <Part,>(parts: readonly Part[], index: number): Part[] => parts.filter((_, at) => at !== index);

const withTable = (definition: Definition, name: string, change: (table: Table) => Table): Definition =>
  ({ ...definition, tables: definition.tables.map((table) => (table.name === name ? change(table) : table)) });

const isSaid = (meaning: ColumnMeaning): boolean =>
  Object.entries(meaning).some(([key, value]) => key !== "column" && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));

/** What is said about a column; when nothing is said any more, it stands in the definition no longer. */
export const sayOfColumn = (definition: Definition, tableName: string, meaning: ColumnMeaning): Definition =>
  withTable(definition, tableName, (table) => {
    const index = table.columns.findIndex(({ column }) => column === meaning.column);
    if (!isSaid(meaning)) return { ...table, columns: table.columns.filter((_, at) => at !== index) };
    return { ...table, columns: put(table.columns, index < 0 ? null : index, meaning) };
  });

export const putCalculated = (definition: Definition, tableName: string, index: number | null, column: CalculatedColumn): Definition =>
  withTable(definition, tableName, (table) => ({ ...table, calculated: put(table.calculated, index, column) }));

export const removeCalculated = (definition: Definition, tableName: string, index: number): Definition =>
  withTable(definition, tableName, (table) => ({ ...table, calculated: without(table.calculated, index) }));

export const putHierarchy = (definition: Definition, tableName: string, index: number | null, hierarchy: Hierarchy): Definition =>
  withTable(definition, tableName, (table) => ({ ...table, hierarchies: put(table.hierarchies, index, hierarchy) }));

export const removeHierarchy = (definition: Definition, tableName: string, index: number): Definition =>
  withTable(definition, tableName, (table) => ({ ...table, hierarchies: without(table.hierarchies, index) }));

export const putMeasure = (definition: Definition, index: number | null, measure: ModelMeasure): Definition =>
  ({ ...definition, measures: put(definition.measures, index, measure) });

export const removeMeasure = (definition: Definition, index: number): Definition => ({ ...definition, measures: without(definition.measures, index) });

export const putRelationship = (definition: Definition, index: number | null, relationship: Relationship): Definition =>
  ({ ...definition, relationships: put(definition.relationships, index, relationship) });

export const removeRelationship = (definition: Definition, index: number): Definition => ({ ...definition, relationships: without(definition.relationships, index) });

export const putParameter = (definition: Definition, index: number | null, parameter: ModelParameter): Definition =>
  ({ ...definition, parameters: put(definition.parameters, index, parameter) });

export const removeParameter = (definition: Definition, index: number): Definition => ({ ...definition, parameters: without(definition.parameters, index) });

export const putRowPolicy = (definition: Definition, index: number | null, policy: RowPolicy): Definition =>
  ({ ...definition, row_policies: put(definition.row_policies ?? [], index, policy) });

export const removeRowPolicy = (definition: Definition, index: number): Definition => ({ ...definition, row_policies: without(definition.row_policies ?? [], index) });

export const putColumnPolicy = (definition: Definition, index: number | null, policy: ColumnPolicy): Definition =>
  ({ ...definition, column_policies: put(definition.column_policies ?? [], index, policy) });

export const removeColumnPolicy = (definition: Definition, index: number): Definition => ({ ...definition, column_policies: without(definition.column_policies ?? [], index) });

/** How many policies stand on a table. */
export const policyCount = ({ row_policies: rows = [], column_policies: columns = [] }: Definition, table: string): number =>
  [...rows, ...columns].filter((policy) => policy.table === table).length;

export const setCalendar = (definition: Definition, calendar: Calendar): Definition => ({ ...definition, calendar });

/** The first name like this that nobody has; letter case makes no difference. */
export const freeName = (wanted: string, taken: readonly string[]): string => {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let name = wanted;
  for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${wanted}_${String(number)}`;
  return name;
};

export const addTable = (definition: Definition, { name, dataset_id }: Pick<ModelTableState, "name" | "dataset_id">): Definition =>
  definition.tables.some((table) => table.dataset_id === dataset_id)
    ? definition
    : { ...definition, tables: [...definition.tables, { name: freeName(name, definition.tables.map((table) => table.name)), dataset_id, columns: [], calculated: [], hierarchies: [] }] };

const ofOthers = <Part extends { table: string }>(parts: readonly Part[], table: string): Part[] => parts.filter((part) => part.table !== table);

/** Takes a table out, with its relationships, measures and policies: nothing of them could stand without it. */
export const removeTable = (definition: Definition, name: string): Definition => ({
  ...definition,
  tables: definition.tables.filter((table) => table.name !== name),
  relationships: definition.relationships.filter(({ from_table, to_table }) => from_table !== name && to_table !== name),
  measures: ofOthers(definition.measures, name),
  ...(definition.row_policies && { row_policies: ofOthers(definition.row_policies, name) }),
  ...(definition.column_policies && { column_policies: ofOthers(definition.column_policies, name) }),
});

/** The relationship of the definition that a suggestion stands for; null where its tables are not here, or it is here already. */
export const suggested = ({ tables, relationships }: Definition, one: RelationshipSuggestion): Relationship | null => {
  const from = tables.find(({ dataset_id }) => dataset_id === one.from_dataset_id);
  const to = tables.find(({ dataset_id }) => dataset_id === one.to_dataset_id);
  if (!from || !to) return null;
  const isHere = relationships.some((known) =>
    known.from_table === from.name && known.to_table === to.name && known.from_columns.join("\n") === one.from_columns.join("\n") && known.to_columns.join("\n") === one.to_columns.join("\n"));
  if (isHere) return null;
  const name = freeName(one.name, relationships.map((known) => known.name));
  return { name, from_table: from.name, from_columns: one.from_columns, to_table: to.name, to_columns: one.to_columns, cardinality: one.cardinality, is_active: true };
};

export const CARDINALITY_WORDS: Record<Cardinality, string> = { many_to_one: "Many to one", one_to_one: "One to one", many_to_many: "Many to many" };

/** What is wrong at a place or within it: `measures/profit` has what is wrong with its formula. */
export const problemsAt = (problems: readonly ModelProblem[], place: string): ModelProblem[] =>
  problems.filter((problem) => problem.place === place || problem.place.startsWith(`${place}/`));
