import { ArrowDownToLine, ArrowUpFromLine, Copy, CornerLeftUp, EyeOff, Filter as FilterIcon, Lightbulb, MessageSquare, Rows3, SquareArrowOutUpRight, StickyNote, ZoomIn } from "lucide-react";
import { lazy, Suspense, useState, type RefObject } from "react";
import type { Annotation, ChartTile, DashboardPage, RowFilterSpec, Tile } from "@/api/contracts";
import { exactValue } from "@/lib/format-value";
import type { Answer } from "@/query/answer";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { showToast } from "@/ui/toast-store";
import { hidesSmall } from "@/viz/hidden";
import { placeOfNote, withNote } from "./annotate";
import type { Choices, OnChoices } from "./choices";
import { canExplain } from "./explain-subject";
import { drill, drillBack, drillThrough, keepOnly, zoomInto } from "./mark-choices";
import { markVerbs, type DrillVerb, type MarkVerbs } from "./mark-verbs";
import type { PageEditor } from "./page-editor";
import { chartTiles, type TileResults } from "./results-state";
import type { TileComments } from "./tile-comments";
import { useMarkPresses, type MarkPress } from "./use-mark-presses";

const WordsDialog = lazy(async () => ({ default: (await import("./words-dialog")).WordsDialog }));
const ExplainSheet = lazy(async () => ({ default: (await import("./explain-sheet")).ExplainSheet }));
const RowsSheet = lazy(async () => ({ default: (await import("./rows-sheet")).RowsSheet }));

export type MarkMenusProps = {
  frame: RefObject<HTMLElement | null>;
  page: DashboardPage;
  otherPages: readonly DashboardPage[];
  results: TileResults;
  choices: Choices;
  onChoices: OnChoices;
  /** Visitors see no rows, and keep to what the page shows. */
  isVisitor: boolean;
  onExplore: ((tile: Tile) => void) | undefined;
  comments: TileComments | undefined;
  /** Given only while editing. */
  editor: PageEditor | null;
};

type Noting = { tile: ChartTile; x: Annotation["x"]; title: string };
type Opened = { tile: ChartTile; answer: Answer; verbs: MarkVerbs; press: MarkPress };
type Shown = { tile: ChartTile; answer: Answer; title: string; filters: readonly RowFilterSpec[] };

const copy = async (words: string) => {
  try {
    await navigator.clipboard.writeText(words);
    showToast({ tone: "success", title: "The value was copied.", detail: words });
  } catch {
    showToast({ tone: "danger", title: "This browser does not let the page copy.", detail: words });
  }
};

function DrillItems({ verbs, icon, onDrill }: { verbs: readonly DrillVerb[]; icon: typeof ArrowDownToLine; onDrill: (verb: DrillVerb) => void }) {
  const Icon = icon;
  return verbs.map((verb) => <DropdownMenuItem key={`${verb.label} ${verb.step.source.member}`} icon={<Icon aria-hidden />} onSelect={() => { onDrill(verb); }}>{verb.label}</DropdownMenuItem>);
}

/** The menus of the marks of a page: what is under a right click, a long press or the menu key, and what can be done with it. */
export function MarkMenus({ frame, page, otherPages, results, choices, onChoices, isVisitor, onExplore, comments, editor }: MarkMenusProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [explained, setExplained] = useState<Shown | null>(null);
  const [noting, setNoting] = useState<Noting | null>(null);
  useMarkPresses(frame, (press) => {
    const tile = chartTiles(page.tiles ?? []).find(({ id }) => id === press.tileId);
    const answer = results.get(press.tileId)?.state.answer;
    if (tile && answer) setOpened({ tile, answer, press, verbs: markVerbs({ tile, answer, pointed: press.pointed, choices, otherPages, isVisitor }) });
  });
  return (
    <>
      {opened && <MarkMenu key={`${String(opened.press.x)} ${String(opened.press.y)}`} {...{ opened, page, choices, onChoices, comments }} onShow={isVisitor ? null : setShown} onExplain={isVisitor ? null : setExplained} onNote={editor && setNoting} onClose={() => { setOpened(null); }} />}
      <Suspense>
        {shown && <RowsSheet {...shown} onExplore={onExplore} onClose={() => { setShown(null); }} />}
        {explained && <ExplainSheet {...explained} onClose={() => { setExplained(null); }} />}
        {noting && editor && (
          <WordsDialog title="Annotate" label={`Note at ${noting.title}`} hint="It is changed and removed in Explore, under Options." value="" onClose={() => { setNoting(null); }} onSave={(words) => { if (words !== "") editor.changeTiles(new Set([noting.tile.id]), (tile) => withNote(tile, noting.x, words)); }} />
        )}
      </Suspense>
    </>
  );
}

type MarkMenuProps = Pick<MarkMenusProps, "page" | "choices" | "onChoices" | "comments"> & { opened: Opened; onShow: ((shown: Shown) => void) | null; onExplain: ((shown: Shown) => void) | null; onNote: ((noting: Noting) => void) | null; onClose: () => void };

function MarkMenu({ opened: { tile, answer, verbs, press }, page, choices, onChoices, comments, onShow, onExplain, onNote, onClose }: MarkMenuProps) {
  const { title, point, zoom, keep, exclude, down, all, up, backTo, rows, value, through } = verbs;
  const isHiding = hidesSmall(answer.table);
  const take = ({ step }: DrillVerb) => { onChoices(drill(choices, tile, step)); };
  const x = onNote ? placeOfNote(tile, answer, press.pointed, choices) : undefined;
  const hasDrills = down.length + all.length + up.length > 0 || backTo !== null;
  return (
    <DropdownMenu open onOpenChange={onClose}>
      <DropdownMenuTrigger asChild>
        <button type="button" tabIndex={-1} aria-label={title} className="pointer-events-none fixed size-0" style={{ left: press.x, top: press.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" sideOffset={2} className="max-w-80" onCloseAutoFocus={(event) => { event.preventDefault(); press.opener?.focus({ preventScroll: true }); }}>
        <DropdownMenuLabel className="truncate font-semibold text-fg" title={title}>{title}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        {zoom && <DropdownMenuItem icon={<ZoomIn aria-hidden />} onSelect={() => { onChoices(zoomInto(choices, tile, zoom)); }}>Zoom in to {zoom.words}</DropdownMenuItem>}
        {keep && <DropdownMenuItem icon={<FilterIcon aria-hidden />} onSelect={() => { onChoices(keepOnly(choices, tile, keep)); }}>Keep only</DropdownMenuItem>}
        {exclude && <DropdownMenuItem icon={<EyeOff aria-hidden />} onSelect={() => { onChoices(keepOnly(choices, tile, [exclude])); }}>Exclude</DropdownMenuItem>}
        {keep && hasDrills && <DropdownMenuSeparator />}
        <DrillItems verbs={down} icon={ArrowDownToLine} onDrill={take} />
        <DrillItems verbs={all} icon={ArrowDownToLine} onDrill={take} />
        <DrillItems verbs={up} icon={ArrowUpFromLine} onDrill={take} />
        {backTo !== null && <DropdownMenuItem icon={<CornerLeftUp aria-hidden />} onSelect={() => { onChoices(drillBack(choices, tile, backTo)); }}>Drill up</DropdownMenuItem>}
        {through.length > 0 && <DropdownMenuSeparator />}
        {through.map((way) => (
          <DropdownMenuItem key={way.page.id} icon={<SquareArrowOutUpRight aria-hidden />} onSelect={() => { onChoices(drillThrough(choices, { from: page.id, to: way.page.id, dataset_id: tile.chart.dataset_id, filters: way.filters })); }}>
            Drill through to {way.page.title}
          </DropdownMenuItem>
        ))}
        {(zoom ?? keep ?? through[0] ?? hasDrills) && (onShow ?? value !== undefined) && <DropdownMenuSeparator />}
        {onShow && !isHiding && <DropdownMenuItem icon={<Rows3 aria-hidden />} onSelect={() => { onShow({ tile, answer, title, filters: rows }); }}>Show rows</DropdownMenuItem>}
        {onExplain && !isHiding && canExplain(tile, answer) && <DropdownMenuItem icon={<Lightbulb aria-hidden />} onSelect={() => { onExplain({ tile, answer, title, filters: rows }); }}>Explain</DropdownMenuItem>}
        {value !== undefined && <DropdownMenuItem icon={<Copy aria-hidden />} onSelect={() => void copy(exactValue(value))}>Copy value</DropdownMenuItem>}
        {onNote && x !== undefined && <DropdownMenuItem icon={<StickyNote aria-hidden />} onSelect={() => { onNote({ tile, x, title }); }}>Annotate…</DropdownMenuItem>}
        {comments && <DropdownMenuItem icon={<MessageSquare aria-hidden />} onSelect={() => { comments.open(page.id, tile.id, point); }}>Comment</DropdownMenuItem>}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
