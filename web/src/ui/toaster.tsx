import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { dismissToast, useToasts, type Toast } from "./toast-store";

const PLAIN_MS = 5000;
const WITH_ACTION_MS = 10_000;

function ToastCard({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => { dismissToast(toast.id); }, toast.action ? WITH_ACTION_MS : PLAIN_MS);
    return () => { clearTimeout(timer); };
  }, [isHeld, toast]);
  const hold = () => { setHeld(true); };
  const release = () => { setHeld(false); };
  return (
    <li
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
      className="pointer-events-auto flex animate-enter items-center gap-2.5 rounded-lg border border-line bg-raised py-2 pr-2 pl-3 shadow-lg"
    >
      {toast.tone === "success" && <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />}
      {toast.tone === "danger" && <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />}
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium break-words">{toast.title}</p>
        {toast.detail && <p className="text-xs break-words text-muted">{toast.detail}</p>}
      </div>
      {toast.action && (
        <Button size="sm" onClick={() => { toast.action?.onAct(); dismissToast(toast.id); }}>{toast.action.label}</Button>
      )}
      <Button size="icon-sm" variant="ghost" aria-label="Dismiss" onClick={() => { dismissToast(toast.id); }}><X aria-hidden /></Button>
    </li>
  );
}

export function Toaster() {
  const toasts = useToasts((store) => store.toasts);
  return (
    <section aria-label="Notices" className="pointer-events-none fixed inset-x-4 bottom-18 z-60 sm:right-4 sm:bottom-4 sm:left-auto sm:w-96">
      <ol aria-live="polite" aria-relevant="additions" className="flex flex-col gap-2">
        {toasts.map((toast) => <ToastCard key={toast.id} toast={toast} />)}
      </ol>
    </section>
  );
}
