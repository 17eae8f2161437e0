import { lazy, Suspense } from "react";
import { Skeleton } from "@/ui/skeleton";

const Markdown = lazy(() => import("react-markdown").then(({ default: component }) => ({ default: component })));

/** Pictures could fetch from elsewhere and frames could hold anything: Markdown here is words, lists, tables and links. */
const ALLOWED = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "del", "code", "pre", "blockquote", "hr", "br", "a"];

const words =
  "h-full overflow-auto px-4 py-3 text-sm leading-relaxed [&_a]:text-accent-text [&_a]:underline [&_blockquote]:border-l-2 [&_blockquote]:border-line [&_blockquote]:pl-3 [&_blockquote]:text-muted [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_h1]:text-lg [&_h1]:font-semibold [&_h2]:text-base [&_h2]:font-semibold [&_h3]:font-semibold [&_li]:ml-5 [&_ol]:list-decimal [&_p:not(:last-child)]:mb-2 [&_ul]:list-disc";

export function TextTile({ markdown }: { markdown: string }) {
  return (
    <Suspense fallback={<Skeleton className="m-4 h-4 w-2/3" />}>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={words} tabIndex={0} role="group" aria-label="Text">
        <Markdown
          allowedElements={ALLOWED}
          unwrapDisallowed
          components={{ a: ({ href, children }) => <a href={href} target="_blank" rel="noopener noreferrer nofollow">{children}</a> }}
        >
          {markdown}
        </Markdown>
      </div>
    </Suspense>
  );
}
