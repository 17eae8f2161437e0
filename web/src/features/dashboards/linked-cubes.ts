import type { LinkedTile } from "@/api/contracts";
import { problemFromResponse } from "@/api/problems";
import type { Answer } from "@/query/answer";
import { resultTable } from "@/query/arrow";
import { cubeOf, stretchOf, type Cube } from "@/query/cube";
import { brushedTable, type RowOrder } from "@/query/cube-table";
import type { Brush } from "@/query/brush";
import { BATCH_TYPE, readFrames, type Frame } from "@/query/frames";
import type { Linking, Live } from "./live-tiles";
import type { ResultsSource } from "./results-source";

/** A tile that a brush moves, and how; without a cube it waits until the brush is kept. */
export type Linked = { cube: Cube | null; order: RowOrder; reason: string | null };
export type LinkedCubes = ReadonlyMap<string, Linked>;

const KEPT = 4;
const NOT_FOLDED = "It shows values that are not added up here.";

const linkedOf = ({ header, body }: Frame): Linked => {
  const { slice, sort, limit } = header.extra as LinkedTile;
  const cube = header.meaning && cubeOf(slice, resultTable(body, header.meaning));
  return { cube, order: { sort, limit }, reason: cube ? null : slice.reason ?? NOT_FOLDED };
};

const ask = async ({ address, send }: ResultsSource, body: unknown): Promise<LinkedCubes> => {
  const response = await send(`${address}/cube`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: BATCH_TYPE },
    body: JSON.stringify(body),
  });
  if (!response.ok || response.body === null) throw await problemFromResponse(response);
  const found = new Map<string, Linked>();
  for await (const frame of readFrames(response.body)) found.set(frame.header.id, linkedOf(frame));
  return found;
};

/** The cubes for one brushed tile, fetched once for each state of the page; what could not be fetched is asked again. */
export const fetchCubes = ({ tiles, source, generation }: Linking, body: unknown): Promise<LinkedCubes> => {
  const key = JSON.stringify([source.address, body, generation]);
  const known = tiles.fetched.get(key) as Promise<LinkedCubes> | undefined;
  if (known) return known;
  const asked = ask(source, body);
  tiles.fetched.set(key, asked);
  for (const oldest of tiles.fetched.keys()) {
    if (tiles.fetched.size <= KEPT) break;
    tiles.fetched.delete(oldest);
  }
  asked.catch(() => { tiles.fetched.delete(key); });
  return asked;
};

/** What a linked tile shows under a brush. */
export const liveOf = ({ cube, order, reason }: Linked, basis: Answer, brush: Brush): Live => {
  const table = cube && brushedTable(cube, stretchOf(cube, brush.from, brush.to), basis.meaning.columns, order);
  return { basis, table, reason: table ? null : reason ?? NOT_FOLDED };
};
