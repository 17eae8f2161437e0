import { Pencil, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";
import type { DashboardPage, Tile } from "@/api/contracts";
import { OptionText } from "@/chart-editor/option-text";
import { MAX_PAGE_NAME } from "@/sync/page-limits";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Sheet } from "@/ui/sheet";
import type { Choices } from "../choices";
import type { PageEditor } from "../page-editor";
import { tileTitle } from "../tile-words";
import { ChartPane } from "./chart-pane";
import { NewPicture } from "./new-picture";
import { PlaceSection } from "./place-section";
import type { ShownResults } from "./shown-results";
import type { Pane } from "./use-pane";

const ElementDialog = lazy(async () => ({ default: (await import("../elements/element-dialog")).ElementDialog }));

export type TilePaneProps = {
  pane: Pane;
  /** Where it stands beside the page; without room it slides in. */
  host: HTMLElement | null;
  page: DashboardPage;
  otherPages: readonly DashboardPage[];
  /** Those that are chosen together. */
  chosen: readonly Tile[];
  editor: PageEditor;
  shown: ShownResults;
  choices: Choices;
  onExplore: (tile: Tile) => void;
  /** A picture was begun, and is to be chosen. */
  onBegun: (tileId: string) => void;
  modelActions: ((datasetId: string) => ReactNode) | undefined;
};

type ContentProps = Omit<TilePaneProps, "host">;

function ElementPane({ tile, page, otherPages, editor, choices }: Omit<ContentProps, "chosen" | "pane" | "shown" | "onExplore" | "onBegun" | "modelActions"> & { tile: Tile }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      {tile.kind !== "slicer" && <Button className="w-fit" onClick={() => { setAsking(true); }}><Pencil aria-hidden />Edit the {tile.kind}</Button>}
      {tile.kind === "slicer" && <p className="text-sm text-muted">What it filters is changed under <em className="not-italic">Arrange filters</em>, above the page.</p>}
      <PlaceSection page={page} tiles={[tile]} editor={editor} />
      {isAsking && (
        <Suspense>
          <ElementDialog tile={tile} page={page} otherPages={otherPages} choices={choices} onClose={() => { setAsking(false); }} onSave={(next) => { editor.changeTiles(new Set([tile.id]), () => next); }} />
        </Suspense>
      )}
    </>
  );
}

const PLAIN = "-mx-1 flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-1 pt-1 pb-6";

function Content({ chosen, ...rest }: ContentProps) {
  const [tile, ...others] = chosen;
  if (tile === undefined) {
    return (
      <div className="flex min-h-0 flex-1 flex-col gap-3 pt-1">
        <OptionText label="Name of the page" placeholder={rest.page.title} maxLength={MAX_PAGE_NAME} value={rest.page.title} onChange={(title) => { if (title !== null) rest.editor.changePage({ title }); }} />
        <p className="text-xs text-muted">Nothing is selected. Click the head of a tile, or press Space on its handle, to change its fields, its format and its place.</p>
        <NewPicture page={rest.page} otherPages={rest.otherPages} editor={rest.editor} onBegun={rest.onBegun} isBeside={rest.pane.isBeside} modelActions={rest.modelActions} />
      </div>
    );
  }
  if (others.length > 0) return <div className={PLAIN}><PlaceSection page={rest.page} tiles={chosen} editor={rest.editor} /><p className="text-sm text-muted">Select one tile to change its fields and format; out of a group, by a double click.</p></div>;
  if (tile.kind === "chart") return <ChartPane key={tile.id} {...rest} tile={tile} onExplore={() => { rest.onExplore(tile); }} />;
  return <div className={PLAIN}><ElementPane key={tile.id} {...rest} tile={tile} /></div>;
}

const MENU_GOES_MS = 200;

const titleOf = ([tile, ...others]: readonly Tile[]): string => {
  if (tile === undefined) return "Fields and format";
  return others.length > 0 ? `${String(others.length + 1)} tiles` : tileTitle(tile);
};

/** What is being typed here is taken before a press elsewhere chooses another tile. */
const useTakenTyping = (place: HTMLElement | null): void => {
  useEffect(() => {
    if (place === null) return undefined;
    const onPointerDown = ({ target }: PointerEvent) => {
      const { activeElement } = document;
      if (activeElement instanceof HTMLElement && place.contains(activeElement) && target instanceof Node && !place.contains(target)) activeElement.blur();
    };
    window.addEventListener("pointerdown", onPointerDown, { capture: true });
    return () => { window.removeEventListener("pointerdown", onPointerDown, { capture: true }); };
  }, [place]);
};

/** Fields, format and place of what is chosen on the canvas, beside it; on small screens in a sheet. */
export function TilePane({ host, ...content }: TilePaneProps) {
  const { pane, chosen } = content;
  const heading = useRef<HTMLHeadingElement>(null);
  const { visits, takeVisit } = pane;
  const [sheet, setSheet] = useState<HTMLElement | null>(null);
  useTakenTyping(host ?? sheet);
  useEffect(() => {
    if (host === null) return undefined;
    if (!takeVisit()) return undefined;
    heading.current?.focus();
    // A menu that leads here gives the focus back to its button once it is gone; whoever goes on by then is left alone.
    const timer = setTimeout(() => { if (!host.contains(document.activeElement)) heading.current?.focus(); }, MENU_GOES_MS);
    const leave = () => { clearTimeout(timer); };
    for (const name of ["keydown", "pointerdown"]) window.addEventListener(name, leave, { capture: true });
    return () => {
      leave();
      for (const name of ["keydown", "pointerdown"]) window.removeEventListener(name, leave, { capture: true });
    };
  }, [visits, takeVisit, host]);
  const title = titleOf(chosen);
  if (!pane.isBeside) {
    return <Sheet isOpen={pane.isOpen} onOpenChange={pane.setOpen} title={title}><div ref={setSheet} data-pane className="flex h-full flex-col"><Content {...content} /></div></Sheet>;
  }
  if (host === null) return null;
  const onKeyDown = ({ key, target, currentTarget }: KeyboardEvent) => {
    // What opens over the page, and a field that is being carried, have an Escape of their own.
    if (key !== "Escape" || !(target instanceof Element) || !currentTarget.contains(target) || target.closest("[aria-pressed=true]") !== null) return;
    document.querySelector<HTMLElement>(`[data-tile="${CSS.escape(chosen[0]?.id ?? "")}"] [data-move]`)?.focus();
  };
  return createPortal(
    <div role="presentation" className="contents" onKeyDown={onKeyDown}>
      <header className="flex h-10 shrink-0 items-center gap-2">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 truncate rounded-sm text-sm font-semibold" title={title}>{title}</h2>
        <IconButton size="icon-sm" label="Close fields and format" onClick={() => { pane.setOpen(false); }}><X aria-hidden /></IconButton>
      </header>
      <Content {...content} />
    </div>,
    host,
  );
}
