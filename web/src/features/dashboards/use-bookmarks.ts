import { useQuery, useQueryClient } from "@tanstack/react-query";
import { defaultStringifySearch } from "@tanstack/react-router";
import type { Bookmark, DashboardPage } from "@/api/contracts";
import { readDashboard, saveDashboard } from "@/api/dashboards";
import { asProblem } from "@/api/problems";
import { showFailure, showToast, showUndo } from "@/ui/toast-store";
import { applied, searchOf, stateOf } from "./bookmark-state";
import { bookmarksOptions, changeBookmark, createBookmark, deleteBookmark } from "./bookmarks-api";
import type { BookmarksProps } from "./bookmarks-button";

/** The bookmarks of a dashboard and what can be done with them. Every verb tells when it could not be done. */
export const useBookmarks = ({ dashboard, choices, onChoices }: BookmarksProps) => {
  const { id, spec } = dashboard;
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(bookmarksOptions(id));

  const attempt = async (failure: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (raised) {
      showFailure(failure, asProblem(raised));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: bookmarksOptions(id).queryKey });
    }
  };

  const putBack = ({ name, state, is_shared }: Bookmark) =>
    attempt("The bookmark is not back", () => createBookmark(id, { name, state, is_shared }));

  return {
    bookmarks: data?.items ?? null,
    problem: error,
    retry: () => { void refetch(); },
    present: stateOf(choices, spec),
    opening: spec.opening ?? null,
    /** The page that the reader looks at, where it can begin otherwise than the dashboard does. */
    page: spec.pages.length > 1 ? spec.pages.find((page) => page.id === choices.page) ?? spec.pages[0] ?? null : null,
    save: (name: string) => attempt("The bookmark was not saved", () => createBookmark(id, { name, state: stateOf(choices, spec), is_shared: false })),
    apply: ({ name, state }: Bookmark) => {
      const found = applied(state, spec);
      onChoices(found.choices);
      if (found.missing.length > 0) {
        showToast({ title: `“${name}” is applied as far as it goes.`, detail: `Not on this dashboard any more: ${found.missing.join(", ")}.` });
      }
    },
    rename: (bookmark: Bookmark, name: string) => attempt("The bookmark was not renamed", () => changeBookmark(bookmark, { name })),
    update: (bookmark: Bookmark) => attempt("The bookmark was not updated", async () => {
      await changeBookmark(bookmark, { state: stateOf(choices, spec) });
      showUndo(`“${bookmark.name}” holds the present state.`, () => void attempt("The bookmark was not changed back", () => changeBookmark(bookmark, { state: bookmark.state })));
    }),
    share: (bookmark: Bookmark, isShared: boolean) => attempt(isShared ? "The bookmark was not shared" : "The bookmark is still shared", () => changeBookmark(bookmark, { is_shared: isShared })),
    remove: (bookmark: Bookmark) => attempt("The bookmark was not removed", async () => {
      await deleteBookmark(bookmark);
      showUndo(`“${bookmark.name}” was removed.`, () => void putBack(bookmark));
    }),
    /** Has the dashboard open with a bookmark for everybody, or as it is. */
    openWith: (bookmark: Bookmark | null) => attempt("The dashboard opens as before", async () => {
      const { revision, name, description, spec: saved } = await readDashboard(id);
      const { publication } = await saveDashboard(id, { revision, name, description, spec: { ...saved, opening: bookmark?.id ?? null } });
      await client.invalidateQueries({ queryKey: ["dashboard", id], exact: true });
      const isDraft = publication === "changed" || publication === "draft";
      showToast({ tone: "success", title: bookmark ? `The dashboard opens with “${bookmark.name}”.` : "The dashboard opens as it is.", ...(isDraft && { detail: "For readers from when the draft is published." }) });
    }),
    /** Has one page begin with a bookmark for everybody, or as the dashboard stands. */
    openPageWith: (page: DashboardPage, bookmark: Bookmark | null) => attempt("The page opens as before", async () => {
      const { revision, name, description, spec: saved } = await readDashboard(id);
      const pages = saved.pages.map((one) => (one.id === page.id ? { ...one, opening: bookmark?.id ?? null } : one));
      const { publication } = await saveDashboard(id, { revision, name, description, spec: { ...saved, pages } });
      await client.invalidateQueries({ queryKey: ["dashboard", id], exact: true });
      const isDraft = publication === "changed" || publication === "draft";
      showToast({ tone: "success", title: bookmark ? `“${page.title}” opens with “${bookmark.name}”.` : `“${page.title}” opens as the dashboard does.`, ...(isDraft && { detail: "For readers from when the draft is published." }) });
    }),
    copyLink: async ({ name, state }: Bookmark) => {
      const { origin, pathname } = window.location;
      await navigator.clipboard.writeText(`${origin}${pathname}${defaultStringifySearch(searchOf(state))}`);
      showToast({ tone: "success", title: `The link to “${name}” is copied.`, detail: "Whoever may see this dashboard sees this state." });
    },
  };
};

export type BookmarkVerbs = ReturnType<typeof useBookmarks>;
