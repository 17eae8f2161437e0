import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { meOptions } from "@/api/me";
import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showFailure, showToast } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { ApiKeyRow } from "./api-key-row";
import { curlExample } from "./api-key-words";
import { apiKeysOptions, createApiKey, revokeApiKey, type ApiKey, type CreateApiKey, type MadeApiKey } from "./api-keys-api";
import { NewApiKeyDialog } from "./new-api-key-dialog";

const useKeyChanges = () => {
  const queryClient = useQueryClient();
  const settle = () => queryClient.invalidateQueries({ queryKey: apiKeysOptions().queryKey });
  // The key itself is kept nowhere but on the page that shows it.
  const make = useMutation<MadeApiKey, Problem, CreateApiKey>({ mutationFn: createApiKey, gcTime: 0, onSettled: settle });
  const revoke = useMutation<unknown, Problem, ApiKey>({
    mutationFn: ({ id }) => revokeApiKey(id),
    onSuccess: (_, { name }) => showToast({ tone: "success", title: `“${name}” was revoked` }),
    onError: (problem) => showFailure("The key was not revoked", problem),
    onSettled: settle,
  });
  return { make, revoke };
};

/** The key itself, for as long as the page is open. */
function NewKey({ made, onHide }: { made: MadeApiKey; onHide: () => void }) {
  return (
    <section role="status" aria-label={`The key ${made.name}`} className="mb-4 rounded-lg border border-line bg-success-soft p-4">
      <p className="text-sm font-medium text-success-text">“{made.name}” is ready. Copy it now: it will not be shown again.</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-56 rounded-md border border-line bg-panel px-2.5 py-1.5 font-mono text-xs break-all select-all">{made.key}</code>
        <CopyButton text={made.key} label="Copy key" />
        <Button size="sm" variant="ghost" onClick={onHide}>I have copied it</Button>
      </div>
    </section>
  );
}

function Example() {
  const text = curlExample(window.location.origin);
  return (
    <div className="flex w-full min-w-0 items-center gap-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3 text-left">
      <code className="min-w-0 flex-1 font-mono text-xs break-words text-fg">{text}</code>
      <CopyButton text={text} />
    </div>
  );
}

function KeyList({ keys, onNew, onRevoke }: { keys: readonly ApiKey[]; onNew: () => void; onRevoke: (key: ApiKey) => void }) {
  if (keys.length === 0) {
    return (
      <EmptyState
        icon={<KeyRound />}
        title="No key yet"
        className="rounded-lg border border-line bg-panel"
        action={<Button variant="primary" onClick={onNew}><Plus aria-hidden />New key</Button>}
      >
        <p className="mb-3">A script or another program sends a key in place of your password, and is answered as you are.</p>
        <Example />
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label="API keys" className="divide-y divide-line rounded-lg border border-line bg-panel">
        {keys.map((key) => <ApiKeyRow key={key.id} apiKey={key} onRevoke={() => { onRevoke(key); }} />)}
      </ul>
      <p className="mt-6 mb-1.5 text-sm text-muted">This is how a program sends its key:</p>
      <Example />
    </>
  );
}

export function ApiKeysPage() {
  usePageTitle("API keys");
  const { data: me } = useQuery(meOptions());
  const { data, error, refetch } = useQuery(apiKeysOptions());
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  const { make, revoke } = useKeyChanges();
  const begin = () => { make.reset(); setMaking(true); };
  const show = (key: MadeApiKey) => {
    setMade(key);
    setMaking(false);
    make.reset();
  };
  const hide = ({ id }: ApiKey) => {
    setDoomed(null);
    setMade((shown) => (shown?.id === id ? null : shown));
  };
  const keys = data?.items ?? [];
  return (
    <section aria-labelledby="api-keys">
      <div className="mb-4 flex flex-wrap items-start gap-3">
        <div className="min-w-56 flex-1">
          <h2 id="api-keys" className="text-base font-semibold">API keys</h2>
          <p className="mt-0.5 text-sm text-muted">For programs that read and ask in your name. Their rights follow yours, and end when you revoke the key.</p>
        </div>
        {keys.length > 0 && <Button variant="primary" onClick={begin}><Plus aria-hidden />New key</Button>}
      </div>
      {made && <NewKey made={made} onHide={() => { setMade(null); }} />}
      {error && !data && <ProblemNotice title="The keys could not be read" problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-40 w-full" />}
      {data && <KeyList keys={keys} onNew={begin} onRevoke={setDoomed} />}
      {isMaking && (
        <NewApiKeyDialog
          workspaceName={me?.workspace.name ?? "this workspace"}
          isBusy={make.isPending}
          problem={make.error}
          onMake={(key) => { make.mutate(key, { onSuccess: show }); }}
          onClose={() => { setMaking(false); }}
        />
      )}
      {doomed && (
        <Dialog
          isOpen
          size="sm"
          onOpenChange={() => { setDoomed(null); }}
          title={`Revoke “${doomed.name}”`}
          description="Whatever is sent with it is refused from now on. This cannot be undone; another key can be made."
          footer={<><Button onClick={() => { setDoomed(null); }}>Cancel</Button><Button variant="danger" isBusy={revoke.isPending} onClick={() => { revoke.mutate(doomed, { onSuccess: () => { hide(doomed); } }); }}>Revoke</Button></>}
        />
      )}
    </section>
  );
}
