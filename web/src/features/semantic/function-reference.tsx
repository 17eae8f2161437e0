import { useState } from "react";
import type { FunctionDoc } from "@/api/contracts";
import { SearchInput } from "@/ui/search-input";

const CATEGORY_WORDS: Record<FunctionDoc["category"], string> = {
  aggregates: "Aggregates", context: "Other contexts", time: "Time", groups: "Over the groups", cohorts: "Cohorts", logic: "Logic", maths: "Maths", text: "Text",
  dates: "Dates", conversion: "Conversion", operators: "Operators", policies: "Who asks",
};

const isLike = (search: string) => ({ name, doc, signature }: FunctionDoc): boolean =>
  search === "" || [name, doc, signature].some((words) => words.toLowerCase().includes(search));

type FunctionReferenceProps = { functions: readonly FunctionDoc[]; openAt: FunctionDoc["category"]; onInsert: (text: string) => void };

/** Every function with what it does and an example, those of one category before the others; pressing one writes it. */
export function FunctionReference({ functions, openAt, onInsert }: FunctionReferenceProps) {
  const [search, setSearch] = useState("");
  const found = functions.filter(isLike(search.trim().toLowerCase()));
  const categories = [...new Set([openAt, ...(Object.keys(CATEGORY_WORDS) as FunctionDoc["category"][])])].filter((category) => found.some((one) => one.category === category));
  return (
    <section aria-label="Functions" className="flex min-h-0 min-w-0 flex-col gap-2">
      <h3 className="text-sm font-medium">Functions</h3>
      <SearchInput label="Search functions" value={search} onChange={setSearch} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div tabIndex={0} role="group" aria-label="List of functions" className="h-56 overflow-y-auto rounded-md border border-line lg:h-80">
        {found.length === 0 && <p className="p-3 text-sm text-muted">No function is like “{search.trim()}”.</p>}
        {categories.map((category) => (
          <details key={category} open={search.trim() !== "" || category === openAt} className="border-b border-line last:border-b-0">
            <summary className="px-2 py-1.5 text-xs font-medium text-muted hover:text-fg">{CATEGORY_WORDS[category]}</summary>
            <ul className="pb-1">
              {found.filter((one) => one.category === category).map(({ name, signature, doc, example }) => (
                <li key={name}>
                  <button type="button" title={example} onClick={() => { onInsert(example); }} className="w-full rounded-sm px-2 py-1 text-left hover:bg-hover">
                    <code className="block font-mono text-xs break-words text-accent-text">{signature}</code>
                    <span className="block text-xs text-muted">{doc}</span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
  );
}
