import { useMemo, type ReactNode } from "react";
import Markdown from "react-markdown";
import type { Figure } from "@/api/contracts";
import type { ClientState } from "@/query/answer";
import { figureParts } from "./figure-parts";
import { FigureValue } from "./figure-value";

type FiguredWordsProps = {
  markdown: string;
  figures: readonly Figure[];
  allowed: readonly string[];
  /** How links are drawn. */
  link: (props: { href?: string | undefined; children?: ReactNode }) => ReactNode;
  stateOf: (name: string) => ClientState | undefined;
  hasReceipts: boolean;
};

/** Markdown with numbers of the data where it says `{name}`. */
export function FiguredWords({ markdown, figures, allowed, link, stateOf, hasReceipts }: FiguredWordsProps) {
  const parts = useMemo(() => figureParts(new Set(figures.map(({ name }) => name))), [figures]);
  return (
    <Markdown
      allowedElements={[...allowed, "data"]}
      unwrapDisallowed
      rehypePlugins={[parts]}
      components={{
        a: link,
        data: ({ value }) => {
          const figure = figures.find(({ name }) => name === value);
          return figure === undefined ? null : <FigureValue figure={figure} state={stateOf(figure.name)} hasReceipt={hasReceipts} />;
        },
      }}
    >
      {markdown}
    </Markdown>
  );
}
