import { Link } from "@tanstack/react-router";
import { Route } from "lucide-react";
import type { QueryMeaning } from "@/api/contracts";
import { Button } from "@/ui/button";
import { statementText } from "@/viz/receipt-popover";
import { CopyButton } from "@/ui/copy-button";

/** The statement that answered the question, with the values that were bound to it. */
export function SqlView({ meaning }: { meaning: QueryMeaning }) {
  const statement = statementText(meaning.receipt);
  return (
    <div className="flex size-full min-h-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 basis-60 text-sm text-muted">This is what the engine ran. Values are bound, never written into the text.</p>
        <div className="flex gap-2">
          <Button asChild size="sm"><Link to="/explore/trace" search={true}><Route aria-hidden />How it is computed</Link></Button>
          <CopyButton text={statement} label="Copy SQL" />
        </div>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} aria-label="SQL" className="min-h-0 flex-1 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs leading-5 whitespace-pre-wrap">{statement}</pre>
    </div>
  );
}
