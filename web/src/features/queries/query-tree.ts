import type { ColumnType } from "@/lib/column-type";
import type { Group, SqlNode } from "./sql-nodes";
import type { Range } from "./statements";

export type ScopeColumn = { name: string; type: ColumnType | null };

/** A table, a query or a function in a FROM, by the name that its columns are called with. */
export type Relation = {
  alias: string;
  /** Its own name, when that is another one. */
  source: string | null;
  columns: readonly ScopeColumn[];
};

/** A query that a WITH gave a name. */
export type NamedQuery = { name: string; columns: readonly ScopeColumn[] };

/** One SELECT of a query; a query with UNION has several. */
export type Block = Range & { relations: readonly Relation[]; columns: readonly ScopeColumn[]; children: readonly Query[] };

export type Query = Range & {
  /** What it may name beside the datasets. */
  named: readonly NamedQuery[];
  /** Bodies of its WITH. */
  bodies: readonly Query[];
  blocks: readonly Block[];
  /** What it gives to whoever reads from it. */
  columns: readonly ScopeColumn[];
};

export type KnownTable = { sqlName: string; columns: readonly ScopeColumn[] };

/** What is known while a query is read. */
export type Surroundings = {
  named: readonly NamedQuery[];
  tables: readonly KnownTable[];
  read: (group: Pick<Group, "from" | "to" | "nodes">, named: readonly NamedQuery[]) => Query;
};

export type Segment = { clause: string; nodes: SqlNode[] };
