import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { cn } from "@/lib/cn";
import { IconButton } from "@/ui/icon-button";
import { showToast } from "@/ui/toast-store";
import { favouritesOptions, setFavourite, type ThingKey } from "./api";

/** The star on a thing: one's own, and set as soon as it is pressed. */
export function StarButton({ kind, id, name, className }: ThingKey & { name?: string; className?: string }) {
  const client = useQueryClient();
  const { queryKey } = favouritesOptions();
  const { data } = useQuery(favouritesOptions());
  const change = useMutation({
    mutationFn: (isWanted: boolean) => setFavourite({ kind, id }, isWanted),
    onError: (problem) => { showToast({ tone: "danger", title: problem.message }); },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const isStarred = change.isPending ? change.variables : (data?.items ?? []).some((one) => one.kind === kind && one.id === id);
  return (
    <IconButton
      label={name === undefined ? "Favourite" : `Favourite: ${name}`}
      size="icon-sm"
      aria-pressed={isStarred}
      disabled={data === undefined}
      onClick={() => { change.mutate(!isStarred); }}
      className={className}
    >
      <Star aria-hidden className={cn(isStarred && "fill-current text-accent-text")} />
    </IconButton>
  );
}
