import { Link2, Link2Off, Pencil, QrCode } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ShareLink } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { EmptyState } from "@/ui/empty-state";
import { IconButton } from "@/ui/icon-button";
import { ShareAddress } from "./share-address";
import { endWords, shareAddress, shareFacts, shareName } from "./share-words";

const ShareQr = lazy(async () => ({ default: (await import("./share-qr")).ShareQr }));

type LinkVerbs = { onChange: (link: ShareLink) => void; onEnd: (link: ShareLink) => void };

function LinkRow({ link, isNew, onChange, onEnd }: LinkVerbs & { link: ShareLink; isNew: boolean }) {
  const end = endWords(link);
  const name = shareName(link);
  const [hasQr, setQr] = useState(false);
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex items-center gap-2">
        <h4 className="min-w-0 flex-1 truncate text-sm font-medium" title={name}>{name}</h4>
        {end !== null && <Badge>{end}</Badge>}
        {end === null && !isNew && <CopyButton text={shareAddress(link)} label="Copy link" />}
        {end === null && <IconButton label={`QR code of ${name}`} size="icon-sm" aria-expanded={hasQr} onClick={() => { setQr(!hasQr); }}><QrCode aria-hidden /></IconButton>}
        {end !== "Ended" && <IconButton label={`Change ${name}`} size="icon-sm" onClick={() => { onChange(link); }}><Pencil aria-hidden /></IconButton>}
        {end !== "Ended" && <IconButton label={`End ${name}`} size="icon-sm" onClick={() => { onEnd(link); }}><Link2Off aria-hidden /></IconButton>}
      </div>
      {isNew && (
        <div role="status" className="rounded-md bg-success-soft p-2.5">
          <p className="mb-1.5 text-sm text-success-text">The link is ready: send it to whom you like.</p>
          <ShareAddress label={`Address of ${name}`} address={shareAddress(link)} />
        </div>
      )}
      {hasQr && <Suspense fallback={<div className="h-44" />}><ShareQr address={shareAddress(link)} name={name} /></Suspense>}
      <ul aria-label={`What holds for ${name}`} className="flex flex-wrap text-xs text-muted [&>li:not(:last-child)]:after:mx-1.5 [&>li:not(:last-child)]:after:content-['·']">
        {shareFacts(link).map((fact) => <li key={fact} className="break-words">{fact}</li>)}
      </ul>
    </li>
  );
}

type ShareLinksProps = LinkVerbs & { links: readonly ShareLink[]; madeId: string | null; onNew: () => void };

/** The links by which anybody can see a dashboard. */
export function ShareLinks({ links, madeId, onNew, ...verbs }: ShareLinksProps) {
  if (links.length === 0) {
    return (
      <EmptyState icon={<Link2 />} title="Nobody outside can see this" className="py-6" action={<Button variant="primary" onClick={onNew}><Link2 aria-hidden />New link</Button>}>
        A link shows this dashboard, and nothing else, to whoever has it, without an account. It can have a password and an end, and show a part of the data only. You can end it at any time.
      </EmptyState>
    );
  }
  return <ul aria-label="Links" className="divide-y divide-line">{links.map((link) => <LinkRow key={link.id} link={link} isNew={link.id === madeId} {...verbs} />)}</ul>;
}
