import { CodeXml, Eye, FrameIcon, KeyRound, Pencil, Unlink } from "lucide-react";
import type { Embed } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { IconButton } from "@/ui/icon-button";
import { embedFacts } from "./embed-words";

export type EmbedVerbs = { onCode: (embed: Embed) => void; onPreview: (embed: Embed) => void; onChange: (embed: Embed) => void; onRotate: (embed: Embed) => void; onEnd: (embed: Embed) => void };

function EmbedRow({ embed, onCode, onPreview, onChange, onRotate, onEnd }: EmbedVerbs & { embed: Embed }) {
  const { name, is_live } = embed;
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex items-center gap-1">
        <h3 className="min-w-0 flex-1 truncate text-sm font-medium" title={name}>{name}</h3>
        {!is_live && <Badge>Expired</Badge>}
        <IconButton label={`Code of ${name}`} size="icon-sm" onClick={() => { onCode(embed); }}><CodeXml aria-hidden /></IconButton>
        {is_live && <IconButton label={`Preview ${name}`} size="icon-sm" onClick={() => { onPreview(embed); }}><Eye aria-hidden /></IconButton>}
        <IconButton label={`Change ${name}`} size="icon-sm" onClick={() => { onChange(embed); }}><Pencil aria-hidden /></IconButton>
        <IconButton label={`New secret for ${name}`} size="icon-sm" onClick={() => { onRotate(embed); }}><KeyRound aria-hidden /></IconButton>
        <IconButton label={`End ${name}`} size="icon-sm" onClick={() => { onEnd(embed); }}><Unlink aria-hidden /></IconButton>
      </div>
      <ul aria-label={`What holds for ${name}`} className="flex flex-wrap text-xs text-muted [&>li:not(:last-child)]:after:mx-1.5 [&>li:not(:last-child)]:after:content-['·']">
        {embedFacts(embed).map((fact) => <li key={fact} className="min-w-0 break-words">{fact}</li>)}
      </ul>
    </li>
  );
}

/** The embeds of a dashboard. */
export function EmbedList({ embeds, onNew, ...verbs }: EmbedVerbs & { embeds: readonly Embed[]; onNew: () => void }) {
  if (embeds.length === 0) {
    return (
      <EmptyState icon={<FrameIcon />} title="No other site shows this" className="py-6" action={<Button variant="primary" onClick={onNew}><FrameIcon aria-hidden />New embed</Button>}>
        An embed shows this dashboard inside pages of your own site or product, to whomever that site lets in. Its server signs a token for each visitor, which says what rows they may see.
      </EmptyState>
    );
  }
  return <ul aria-label="Embeds" className="divide-y divide-line">{embeds.map((embed) => <EmbedRow key={embed.id} embed={embed} {...verbs} />)}</ul>;
}
