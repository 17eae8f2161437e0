import { useState } from "react";
import type { Embed } from "@/api/contracts";
import { CopyButton } from "@/ui/copy-button";
import { SegmentedControl } from "@/ui/segmented-control";
import { snippetOf, type SnippetKind } from "./embed-snippets";

const KINDS: readonly { value: SnippetKind; label: string }[] = [
  { value: "html", label: "Page" }, { value: "python", label: "Token in Python" }, { value: "node", label: "Token in Node" },
];

const WORDS: Record<SnippetKind, string> = {
  html: "Goes into the page that shows the dashboard.",
  python: "Goes into your server: it signs a token for each visitor, with the secret that never leaves it.",
  node: "Goes into your server: it signs a token for each visitor, with the secret that never leaves it.",
};

/** What another site needs in order to show the dashboard, to be copied. */
export function EmbedCode({ embed }: { embed: Embed }) {
  const [kind, setKind] = useState<SnippetKind>("html");
  const text = snippetOf(kind, window.location.origin, embed);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <SegmentedControl label="What for" value={kind} options={KINDS} onChange={setKind} />
        <CopyButton text={text} label="Copy code" />
      </div>
      <p className="text-xs text-muted">{WORDS[kind]}</p>
      {/* Long lines are read by scrolling, also with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label="Code" className="max-h-72 w-full overflow-auto rounded-md contain-inline-size border border-line bg-sunken p-3 font-mono text-xs">{text}</pre>
    </div>
  );
}
