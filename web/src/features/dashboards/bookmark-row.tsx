import { Check, DoorClosed, DoorOpen, EllipsisVertical, FileInput, FileX, Link2, RefreshCcwDot, TextCursorInput, Trash2, UserRound, UsersRound } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Bookmark } from "@/api/contracts";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { Input } from "@/ui/input";
import type { BookmarkVerbs } from "./use-bookmarks";

type BookmarkRowProps = {
  bookmark: Bookmark;
  /** Whether the dashboard stands in this state now. */
  isPresent: boolean;
  mayShare: boolean;
  verbs: BookmarkVerbs;
  onApply: () => void;
};

function NameField({ bookmark, onName, onLeave }: { bookmark: Bookmark; onName: (name: string) => void; onLeave: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const leave = () => {
    const name = field.current?.value.trim() ?? "";
    if (name !== "" && name !== bookmark.name) onName(name);
    onLeave();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") leave();
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return <Input ref={field} aria-label={`New name of ${bookmark.name}`} defaultValue={bookmark.name} maxLength={120} onKeyDown={press} onBlur={leave} className="h-7" />;
}

/** A bookmark: pressed, the dashboard goes to its state. */
export function BookmarkRow({ bookmark, isPresent, mayShare, verbs, onApply }: BookmarkRowProps) {
  const { name, is_shared, is_mine, may_change, owner_name } = bookmark;
  const isOpening = is_shared && verbs.opening === bookmark.id;
  const { page } = verbs;
  const opensPage = is_shared && page !== null && page.opening === bookmark.id;
  const [isNaming, setNaming] = useState(false);
  const isToBeNamed = useRef(false);
  const menu = useRef<HTMLButtonElement>(null);
  if (isNaming) {
    return <li className="px-1 py-0.5"><NameField bookmark={bookmark} onName={(next) => void verbs.rename(bookmark, next)} onLeave={() => { setNaming(false); requestAnimationFrame(() => menu.current?.focus()); }} /></li>;
  }
  return (
    <li className="flex items-center gap-1">
      <button type="button" onClick={onApply} aria-current={isPresent || undefined} className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover">
        <Check aria-hidden className={isPresent ? "size-4 shrink-0 text-accent-text" : "invisible size-4 shrink-0"} />
        <span className="min-w-0">
          <span className="block truncate" title={name}>{name}</span>
          {isOpening && <span className="block truncate text-xs text-muted">the dashboard opens with it</span>}
          {opensPage && <span className="block truncate text-xs text-muted">this page opens with it</span>}
          {is_shared && !is_mine && owner_name !== null && <span className="block truncate text-xs text-muted">by {owner_name}</span>}
        </span>
      </button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><IconButton ref={menu} label={`More for ${name}`} size="icon-sm"><EllipsisVertical aria-hidden /></IconButton></DropdownMenuTrigger>
        <DropdownMenuContent align="end" onCloseAutoFocus={(event) => { if (isToBeNamed.current) event.preventDefault(); isToBeNamed.current = false; }}>
          <DropdownMenuItem icon={<Link2 aria-hidden />} onSelect={() => void verbs.copyLink(bookmark)}>Copy link</DropdownMenuItem>
          {mayShare && is_shared && (isOpening
            ? <DropdownMenuItem icon={<DoorClosed aria-hidden />} onSelect={() => void verbs.openWith(null)}>Do not open the dashboard with it</DropdownMenuItem>
            : <DropdownMenuItem icon={<DoorOpen aria-hidden />} onSelect={() => void verbs.openWith(bookmark)}>Open the dashboard with it</DropdownMenuItem>)}
          {mayShare && is_shared && page !== null && (opensPage
            ? <DropdownMenuItem icon={<FileX aria-hidden />} onSelect={() => void verbs.openPageWith(page, null)}>Do not open this page with it</DropdownMenuItem>
            : <DropdownMenuItem icon={<FileInput aria-hidden />} onSelect={() => void verbs.openPageWith(page, bookmark)}>Open this page with it</DropdownMenuItem>)}
          {may_change && (
            <>
              <DropdownMenuItem icon={<RefreshCcwDot aria-hidden />} disabled={isPresent} onSelect={() => void verbs.update(bookmark)}>Update to the present state</DropdownMenuItem>
              <DropdownMenuItem icon={<TextCursorInput aria-hidden />} onSelect={() => { isToBeNamed.current = true; setNaming(true); }}>Rename</DropdownMenuItem>
              {mayShare && !is_shared && <DropdownMenuItem icon={<UsersRound aria-hidden />} onSelect={() => void verbs.share(bookmark, true)}>Share with everyone here</DropdownMenuItem>}
              {mayShare && is_shared && is_mine && <DropdownMenuItem icon={<UserRound aria-hidden />} onSelect={() => void verbs.share(bookmark, false)}>Keep to myself</DropdownMenuItem>}
              <DropdownMenuSeparator />
              <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => void verbs.remove(bookmark)}>Remove</DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
    </li>
  );
}
