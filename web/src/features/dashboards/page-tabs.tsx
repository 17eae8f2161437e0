import { useEffect, useRef, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from "react";
import type { DashboardPage } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { PANEL_ID, tabId } from "./page-panel";
import { useFadedEdges } from "./use-faded-edges";

const PEEK = 32;

export type TabExtras = Pick<
  ComponentProps<"button">,
  "aria-describedby" | "className" | "onContextMenu" | "onDoubleClick" | "onKeyDown" | "onPointerDown" | "style"
>;

type PageTabsProps = {
  pages: readonly DashboardPage[];
  present: string;
  onChoose: (pageId: string) => void;
  /** What a tab can do besides being chosen. */
  extras?: (page: DashboardPage, index: number) => TabExtras;
  /** Lies over the tabs and scrolls with them. */
  overlay?: ReactNode;
  /** Stands behind the tabs. */
  children?: ReactNode;
};

const NEXT: Partial<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Only the strip is scrolled, never the page; what comes next peeks in. */
const bringIntoView = (tab: HTMLElement): void => {
  const scroller = tab.closest<HTMLElement>("[data-strip]");
  if (scroller === null) return;
  const { offsetLeft, offsetWidth } = tab;
  const last = offsetLeft + offsetWidth + PEEK - scroller.clientWidth;
  scroller.scrollLeft = Math.min(Math.max(scroller.scrollLeft, last), Math.max(0, offsetLeft - PEEK));
};

/** Arrow keys, Home and End go along the tabs; a page is shown only when its tab is pressed, for it asks the server. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const tabs = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
  const next = tabs[NEXT[event.key]?.(tabs.indexOf(event.currentTarget), tabs.length) ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  bringIntoView(next);
};

/** The pages of a dashboard, one of them chosen; many of them scroll sideways. */
export function PageTabs({ pages, present, onChoose, extras, overlay, children }: PageTabsProps) {
  const strip = useRef<HTMLDivElement>(null);
  useFadedEdges(strip, pages);
  const [focused, setFocused] = useState<string | null>(null);
  const stop = pages.some(({ id }) => id === focused) ? focused : present;
  const place = pages.findIndex(({ id }) => id === present);
  useEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>("[aria-selected=true]");
    if (tab) bringIntoView(tab);
  }, [present, place]);
  return (
    <div className="mb-3 flex items-center gap-1 border-b border-line">
      <div ref={strip} data-strip className="min-w-0 overflow-x-auto [scrollbar-width:none]">
        <div className="relative w-max">
          <div role="tablist" aria-label="Pages" className="flex">
            {pages.map((page, index) => {
              const { className, onKeyDown, ...extra } = extras?.(page, index) ?? {};
              return (
                <button
                  key={page.id}
                  type="button"
                  role="tab"
                  id={tabId(page.id)}
                  aria-selected={page.id === present}
                  aria-controls={PANEL_ID}
                  tabIndex={page.id === stop ? 0 : -1}
                  title={page.title}
                  onClick={() => { onChoose(page.id); }}
                  onFocus={() => { setFocused(page.id); }}
                  onBlur={() => { setFocused(null); }}
                  onKeyDown={(event) => {
                    onKeyDown?.(event);
                    if (!event.defaultPrevented) walk(event);
                  }}
                  className={cn(
                    "h-9 max-w-52 shrink-0 truncate rounded-t-md px-3 text-sm font-medium text-muted transition-colors select-none hover:bg-hover hover:text-fg focus-visible:-outline-offset-2 aria-selected:text-fg aria-selected:shadow-[inset_0_-2px_0_var(--accent)]",
                    className,
                  )}
                  {...extra}
                >
                  {page.title}
                </button>
              );
            })}
          </div>
          {overlay}
        </div>
      </div>
      {children}
    </div>
  );
}
