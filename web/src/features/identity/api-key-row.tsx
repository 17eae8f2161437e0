import { formatDate } from "@/lib/format-time";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { RelativeTime } from "@/ui/relative-time";
import { isExpired, scopesInWords } from "./api-key-words";
import type { ApiKey } from "./api-keys-api";

const FACTS = "mt-0.5 flex flex-wrap text-xs text-muted [&>li:not(:last-child)]:after:mx-1.5 [&>li:not(:last-child)]:after:content-['·']";

function Expiry({ at }: { at: string | null }) {
  if (at === null) return <>does not expire</>;
  return <>{isExpired(at) ? "expired" : "expires"} <time dateTime={at}>{formatDate(at)}</time></>;
}

export function ApiKeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { name, prefix, scopes, workspace_name: workspace, created_at: made, expires_at: expires, last_used_at: used } = apiKey;
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          <span className="max-w-full min-w-0 truncate" title={name}>{name}</span>
          <Badge className="font-mono">{prefix}…</Badge>
          {isExpired(expires) && <Badge tone="warning">expired</Badge>}
        </div>
        <ul aria-label={`About ${name}`} className={FACTS}>
          <li>{scopesInWords(scopes)} in {workspace}</li>
          <li>{used === null ? "never used" : <>last used <RelativeTime at={used} /></>}</li>
          <li><Expiry at={expires} /></li>
          <li>made <RelativeTime at={made} /></li>
        </ul>
      </div>
      <Button size="sm" aria-label={`Revoke ${name}`} onClick={onRevoke}>Revoke</Button>
    </li>
  );
}
