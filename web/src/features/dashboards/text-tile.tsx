import { lazy, Suspense, type ReactNode } from "react";
import type { Figure } from "@/api/contracts";
import type { ClientState } from "@/query/answer";
import { Skeleton } from "@/ui/skeleton";

const Markdown = lazy(() => import("react-markdown").then(({ default: component }) => ({ default: component })));
const FiguredWords = lazy(async () => ({ default: (await import("./elements/figured-words")).FiguredWords }));

/** Pictures could fetch from elsewhere and frames could hold anything: Markdown here is words, lists, tables and links. */
const ALLOWED = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "del", "code", "pre", "blockquote", "hr", "br", "a"];

const words =
  "h-full overflow-auto px-4 py-3 text-sm leading-relaxed [&_a]:text-accent-text [&_a]:underline [&_blockquote]:border-l-2 [&_blockquote]:border-line [&_blockquote]:pl-3 [&_blockquote]:text-muted [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_h1]:text-lg [&_h1]:font-semibold [&_h2]:text-base [&_h2]:font-semibold [&_h3]:font-semibold [&_li]:ml-5 [&_ol]:list-decimal [&_p:not(:last-child)]:mb-2 [&_ul]:list-disc";

type TextTileProps = {
  markdown: string;
  /** Numbers of the data that stand in the words. */
  figures?: readonly Figure[] | undefined;
  stateOf?: (name: string) => ClientState | undefined;
  hasReceipts?: boolean;
};

function OutwardLink({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  return <a href={href} target="_blank" rel="noopener noreferrer nofollow">{children}</a>;
}

const unknown = () => undefined;

export function TextTile({ markdown, figures = [], stateOf = unknown, hasReceipts = false }: TextTileProps) {
  return (
    <Suspense fallback={<Skeleton className="m-4 h-4 w-2/3" />}>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={words} tabIndex={0} role="group" aria-label="Text">
        {figures.length > 0
          ? <FiguredWords markdown={markdown} figures={figures} allowed={ALLOWED} link={OutwardLink} stateOf={stateOf} hasReceipts={hasReceipts} />
          : <Markdown allowedElements={ALLOWED} unwrapDisallowed components={{ a: OutwardLink }}>{markdown}</Markdown>}
      </div>
    </Suspense>
  );
}
