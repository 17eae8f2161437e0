import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FrameIcon, Link2 } from "lucide-react";
import { lazy, Suspense, useId, useState, type ReactNode } from "react";
import type { ShareLink } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { PeopleAddress } from "./people-address";
import { changeShare, createShare, endShare, sharesOptions, type ShareWords } from "./share-api";
import type { Shared } from "./share-button";
import { ShareForm } from "./share-form";
import { ShareLinks } from "./share-links";

const EmbedDialog = lazy(async () => ({ default: (await import("./embed-dialog")).EmbedDialog }));

type View = { kind: "embeds" } | { kind: "links"; madeId: string | null } | { kind: "form"; link: ShareLink | null } | { kind: "ending"; link: ShareLink };

type Part = { title: string; description?: string; footer?: ReactNode; body: ReactNode };

const quoted = ({ name }: ShareLink): string => (name === null ? "this link" : `“${name}”`);

const LINKS: View = { kind: "links", madeId: null };

/** Whatever is done to a link, and what the list says of it afterwards. */
const useLinkChanges = (dashboardId: string, onDone: (view: View) => void) => {
  const client = useQueryClient();
  const settle = async (view: View) => {
    await client.invalidateQueries({ queryKey: sharesOptions(dashboardId).queryKey });
    onDone(view);
  };
  const save = useMutation({
    mutationFn: async ({ link, words }: { link: ShareLink | null; words: ShareWords }) => {
      const saved = link === null ? await createShare(dashboardId, words) : await changeShare(link.id, words);
      await settle({ kind: "links", madeId: link === null ? saved.id : null });
    },
  });
  const end = useMutation({ mutationFn: async ({ id }: ShareLink) => { await endShare(id); await settle(LINKS); } });
  return { save, end };
};

/** Who can see a dashboard: the people of the workspace, and whoever was given a link. */
export function ShareDialog({ dashboardId, spec, onClose }: Shared & { onClose: () => void }) {
  const [view, setView] = useState<View>(LINKS);
  const formId = useId();
  const shares = useQuery(sharesOptions(dashboardId));
  const { save, end } = useLinkChanges(dashboardId, setView);
  const links = shares.data?.items ?? [];
  const show = (next: View) => {
    save.reset();
    end.reset();
    setView(next);
  };
  const back = () => { show(LINKS); };

  const overview = (madeId: string | null): Part => ({
    title: "Share",
    body: (
      <div className="flex flex-col gap-5">
        <section aria-labelledby={`${formId}-people`} className="flex flex-col gap-1.5">
          <h3 id={`${formId}-people`} className="text-sm font-semibold">People of this workspace</h3>
          <p className="text-sm text-muted">They sign in, and see what their role and the policies leave them.</p>
          <PeopleAddress dashboardId={dashboardId} />
        </section>
        <section aria-labelledby={`${formId}-anyone`}>
          <div className="flex items-center gap-2">
            <h3 id={`${formId}-anyone`} className="flex-1 text-sm font-semibold">Links for anyone</h3>
            {links.length > 0 && <Button size="sm" onClick={() => { show({ kind: "form", link: null }); }}><Link2 aria-hidden />New link</Button>}
          </div>
          {shares.error && !shares.data && <ProblemNotice className="mt-2" title="The links could not be read" problem={shares.error} onRetry={() => void shares.refetch()} />}
          {shares.isPending && <div aria-busy className="mt-2 flex flex-col gap-2">{[0, 1].map((row) => <Skeleton key={row} className="h-12" />)}</div>}
          {shares.data && (
            <ShareLinks
              links={links}
              madeId={madeId}
              onNew={() => { show({ kind: "form", link: null }); }}
              onChange={(link) => { show({ kind: "form", link }); }}
              onEnd={(link) => { show({ kind: "ending", link }); }}
            />
          )}
        </section>
        <section aria-labelledby={`${formId}-embeds`} className="flex items-center gap-2 border-t border-line pt-4">
          <div className="min-w-0 flex-1">
            <h3 id={`${formId}-embeds`} className="text-sm font-semibold">Other sites</h3>
            <p className="text-sm text-pretty text-muted">Show it inside your own site or product, with what each visitor may see.</p>
          </div>
          <Button size="sm" onClick={() => { show({ kind: "embeds" }); }}><FrameIcon aria-hidden />Embed</Button>
        </section>
      </div>
    ),
  });

  const form = (link: ShareLink | null): Part => ({
    title: link === null ? "New link" : `Change ${quoted(link)}`,
    description: link === null ? "Whoever has it sees this dashboard as it is saved, without an account." : "What changes here holds from now on, for those who look at it too.",
    footer: <><Button onClick={back}>Back</Button><Button type="submit" form={formId} variant="primary" isBusy={save.isPending}>{link === null ? "Make the link" : "Save"}</Button></>,
    body: <ShareForm dashboardId={dashboardId} id={formId} link={link} spec={spec} problem={save.error} onSave={(words) => { save.mutate({ link, words }); }} />,
  });

  const ending = (link: ShareLink): Part => ({
    title: `End ${quoted(link)}?`,
    description: "It leads nowhere from that moment, for those who look at it now as well. It cannot be brought back; another link can be made.",
    footer: <><Button onClick={back}>Keep it</Button><Button variant="danger" isBusy={end.isPending} onClick={() => { end.mutate(link); }}>End the link</Button></>,
    body: end.error && <ProblemNotice problem={end.error} />,
  });

  if (view.kind === "embeds") return <Suspense><EmbedDialog dashboardId={dashboardId} spec={spec} onBack={back} onClose={onClose} /></Suspense>;
  const { title, description, footer, body } = view.kind === "links" ? overview(view.madeId) : view.kind === "form" ? form(view.link) : ending(view.link);
  return (
    <Dialog isOpen onOpenChange={view.kind === "links" ? onClose : back} title={title} footer={footer} {...(description !== undefined && { description })}>
      {body}
    </Dialog>
  );
}
