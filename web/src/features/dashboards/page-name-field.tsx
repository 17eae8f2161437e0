import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { DashboardPage } from "@/api/contracts";
import { Input } from "@/ui/input";
import { MAX_PAGE_NAME } from "@/sync/page-limits";
import { tabId } from "./page-panel";

type PageNameFieldProps = {
  page: DashboardPage;
  /** Where the words stand that say why a name was refused. */
  refusalId: string;
  isRefused: boolean;
  onRefuse: () => void;
  /** With a name to keep, or null to give it up. By key the hands go back to the tab; otherwise they are elsewhere already. */
  onLeave: (title: string | null, isByKey: boolean) => void;
};

/** The name of a page, changed in its place: Enter keeps it, Escape gives it up, going elsewhere keeps it too. */
export function PageNameField({ page, refusalId, isRefused, onRefuse, onLeave }: PageNameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const isLeft = useRef(false);
  const [title, setTitle] = useState(page.title);
  const name = title.trim();

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  // A strip of tabs may hold nothing but tabs: the field lies over its tab instead.
  useLayoutEffect(() => {
    const tab = document.getElementById(tabId(page.id));
    if (tab === null || field.current === null) return;
    field.current.style.left = `${String(tab.offsetLeft)}px`;
    field.current.style.width = `${String(tab.offsetWidth)}px`;
  });

  const leave = (kept: string | null, isByKey: boolean) => {
    isLeft.current = true;
    onLeave(kept, isByKey);
  };
  return (
    <Input
      ref={field}
      aria-label="Name of the page"
      aria-invalid={isRefused}
      aria-describedby={isRefused ? refusalId : undefined}
      maxLength={MAX_PAGE_NAME}
      value={title}
      onChange={(event) => { setTitle(event.target.value); }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) {
          if (name === "") onRefuse();
          else leave(name, true);
        } else if (event.key === "Escape") leave(null, true);
      }}
      onBlur={() => { if (!isLeft.current) leave(name === "" ? null : name, false); }}
      className="absolute inset-y-0 h-full px-3 font-medium focus-visible:-outline-offset-2 aria-invalid:outline-danger"
    />
  );
}
