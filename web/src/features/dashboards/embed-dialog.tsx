import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FrameIcon } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import type { Embed, MadeEmbed } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { changeEmbed, createEmbed, embedsOptions, endEmbed, rotateEmbed, type EmbedWords } from "./embed-api";
import { EmbedCode } from "./embed-code";
import { EmbedForm } from "./embed-form";
import { EmbedList } from "./embed-list";
import { EmbedPreview } from "./embed-preview";
import { ShareAddress } from "./share-address";
import type { Shared } from "./share-button";

type View =
  | { kind: "list" }
  | { kind: "form"; embed: Embed | null }
  | { kind: "made"; embed: MadeEmbed }
  | { kind: "code"; embed: Embed }
  | { kind: "preview"; embed: Embed }
  | { kind: "rotating"; embed: Embed }
  | { kind: "ending"; embed: Embed };

type Part = { title: string; isWide?: boolean; description?: string; footer?: ReactNode; body: ReactNode };

const LIST: View = { kind: "list" };

const OVERLAPS = [{ value: "0", label: "At once" }, { value: "1", label: "After an hour" }, { value: "24", label: "After a day" }] as const;
type Overlap = (typeof OVERLAPS)[number]["value"];

/** Whatever is done to an embed, and where it leads. */
const useEmbedChanges = (dashboardId: string, onDone: (view: View) => void) => {
  const client = useQueryClient();
  const settle = async (view: View) => {
    await client.invalidateQueries({ queryKey: embedsOptions(dashboardId).queryKey });
    onDone(view);
  };
  const save = useMutation({
    mutationFn: async ({ embed, words }: { embed: Embed | null; words: EmbedWords }) => {
      if (embed === null) await settle({ kind: "made", embed: await createEmbed(dashboardId, words) });
      else {
        await changeEmbed(embed.id, words);
        await settle(LIST);
      }
    },
  });
  const rotate = useMutation({ mutationFn: async ({ id, hours }: { id: string; hours: number }) => { await settle({ kind: "made", embed: await rotateEmbed(id, hours) }); } });
  const end = useMutation({ mutationFn: async ({ id }: Embed) => { await endEmbed(id); await settle(LIST); } });
  return { save, rotate, end };
};

function Made({ embed }: { embed: MadeEmbed }) {
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="rounded-md bg-success-soft p-2.5">
        <p className="mb-1.5 text-sm text-success-text">This is the secret that your server signs tokens with. Keep it there, as <code>GNOMON_EMBED_SECRET</code>: it is not shown again.</p>
        <ShareAddress label={`Secret of ${embed.name}`} address={embed.secret} />
      </div>
      <EmbedCode embed={embed} />
    </div>
  );
}

/** The embeds of a dashboard in other sites: who may show it, and with what tokens. */
export function EmbedDialog({ dashboardId, spec, onBack, onClose }: Shared & { onBack: () => void; onClose: () => void }) {
  const [view, setView] = useState<View>(LIST);
  const [overlap, setOverlap] = useState<Overlap>("0");
  const formId = useId();
  const embeds = useQuery(embedsOptions(dashboardId));
  const { save, rotate, end } = useEmbedChanges(dashboardId, setView);
  const show = (next: View) => {
    for (const one of [save, rotate, end]) one.reset();
    setView(next);
  };
  const back = () => { show(LIST); };
  const backButton = <Button onClick={back}>Back</Button>;

  const parts: { [Kind in View["kind"]]: (shown: Extract<View, { kind: Kind }>) => Part } = {
    list: () => ({
      title: "Embed in other sites",
      footer: <><Button onClick={onBack}>Back</Button>{(embeds.data?.items ?? []).length > 0 && <Button onClick={() => { show({ kind: "form", embed: null }); }}><FrameIcon aria-hidden />New embed</Button>}</>,
      body: (
        <>
          {embeds.error && !embeds.data && <ProblemNotice title="The embeds could not be read" problem={embeds.error} onRetry={() => void embeds.refetch()} />}
          {embeds.isPending && <div aria-busy className="flex flex-col gap-2">{[0, 1].map((row) => <Skeleton key={row} className="h-12" />)}</div>}
          {embeds.data && (
            <EmbedList
              embeds={embeds.data.items}
              onNew={() => { show({ kind: "form", embed: null }); }}
              onCode={(embed) => { show({ kind: "code", embed }); }}
              onPreview={(embed) => { show({ kind: "preview", embed }); }}
              onChange={(embed) => { show({ kind: "form", embed }); }}
              onRotate={(embed) => { setOverlap("0"); show({ kind: "rotating", embed }); }}
              onEnd={(embed) => { show({ kind: "ending", embed }); }}
            />
          )}
        </>
      ),
    }),
    form: ({ embed }) => ({
      title: embed === null ? "New embed" : `Change “${embed.name}”`,
      description: embed === null ? "Pages of other sites show this dashboard as it is saved, to whom their server signs a token." : "What changes here holds from now on, for those who look at it too.",
      footer: <>{backButton}<Button type="submit" form={formId} variant="primary" isBusy={save.isPending}>{embed === null ? "Make the embed" : "Save"}</Button></>,
      body: <EmbedForm dashboardId={dashboardId} id={formId} embed={embed} spec={spec} problem={save.error} onSave={(words) => { save.mutate({ embed, words }); }} />,
    }),
    made: ({ embed }) => ({ title: `“${embed.name}” is ready`, isWide: true, footer: <Button variant="primary" onClick={back}>Done</Button>, body: <Made embed={embed} /> }),
    code: ({ embed }) => ({ title: `Code of “${embed.name}”`, isWide: true, description: "The secret is not in it: who lost it makes a new one.", footer: backButton, body: <EmbedCode embed={embed} /> }),
    preview: ({ embed }) => ({
      title: `Preview “${embed.name}”`,
      description: embed.fields.length > 0 ? "Choose what the visitor's token would say." : "Its tokens lock nothing.",
      footer: backButton,
      body: <EmbedPreview embed={embed} />,
    }),
    rotating: ({ embed }) => ({
      title: `A new secret for “${embed.name}”?`,
      description: "Your server signs with the new one from then on.",
      footer: <>{backButton}<Button variant="primary" isBusy={rotate.isPending} onClick={() => { rotate.mutate({ id: embed.id, hours: Number(overlap) }); }}>Make a new secret</Button></>,
      body: (
        <div className="flex flex-col gap-3">
          {rotate.error && <ProblemNotice problem={rotate.error} />}
          <Field label="The present one ends" hint="At once, if somebody else may know it.">
            {(control) => <Select {...control} value={overlap} options={OVERLAPS} onChange={setOverlap} />}
          </Field>
        </div>
      ),
    }),
    ending: ({ embed }) => ({
      title: `End “${embed.name}”?`,
      description: "Sites that show it say from that moment that it has ended, to those who look at it now as well. It cannot be brought back; another one can be made.",
      footer: <><Button onClick={back}>Keep it</Button><Button variant="danger" isBusy={end.isPending} onClick={() => { end.mutate(embed); }}>End the embed</Button></>,
      body: end.error && <ProblemNotice problem={end.error} />,
    }),
  };
  const part = parts[view.kind] as (shown: View) => Part;
  const { title, isWide = false, description, footer, body } = part(view);
  return (
    <Dialog isOpen onOpenChange={view.kind === "list" ? onClose : back} title={title} size={isWide ? "lg" : "md"} footer={footer} {...(description !== undefined && { description })}>
      {body}
    </Dialog>
  );
}
