import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { Template } from "@/api/contracts";
import { asProblem } from "@/api/problems";
import { Badge } from "@/ui/badge";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { showFailure, showUndo } from "@/ui/toast-store";
import { restoreTemplate, trashTemplate } from "./api";
import { Sketch } from "./sketch";
import { categoryWord, needsWords } from "./words";

const TemplateDialog = lazy(async () => ({ default: (await import("./template-dialog")).TemplateDialog }));

type BeginningCardProps = {
  title: string;
  detail: ReactNode;
  drawing: ReactNode;
  /** Under the words: what it is about, what it needs. */
  foot?: ReactNode;
  onChoose: () => void;
  menu?: ReactNode;
};

/** One way to begin: a drawing, a name, and what it is good for. */
function BeginningCard({ title, detail, drawing, foot, onChoose, menu }: BeginningCardProps) {
  return (
    <li className="relative flex flex-col overflow-hidden rounded-lg border border-line bg-panel transition-colors focus-within:border-accent hover:border-line-strong">
      <div className="border-b border-line">{drawing}</div>
      <div className="flex min-w-0 flex-1 flex-col gap-1 p-3">
        <div className="flex items-start gap-2">
          <h3 className="min-w-0 flex-1 text-sm font-semibold break-words">
            <button type="button" onClick={onChoose} className="text-left after:absolute after:inset-0 focus-visible:outline-none after:focus-visible:rounded-lg after:focus-visible:outline-2 after:focus-visible:outline-accent">{title}</button>
          </h3>
          {menu && <span className="relative z-10 -my-1">{menu}</span>}
        </div>
        <p className="line-clamp-3 text-sm text-muted">{detail}</p>
        {foot && <div className="mt-auto flex flex-wrap items-center gap-x-2 gap-y-1 pt-2 text-xs text-muted">{foot}</div>}
      </div>
    </li>
  );
}

function TemplateMenu({ template }: { template: Template }) {
  const client = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const changed = () => client.invalidateQueries({ queryKey: ["templates"] });
  const failed = (error: unknown) => { showFailure("The template is where it was.", asProblem(error)); };
  const trash = useMutation({
    mutationFn: () => trashTemplate(template.id),
    onError: failed,
    onSuccess: () => {
      void changed();
      showUndo(`“${template.name}” is in the trash.`, () => { void restoreTemplate(template.id).then(changed, failed); });
    },
  });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><IconButton size="icon-sm" label={`More for ${template.name}`}><EllipsisVertical aria-hidden /></IconButton></DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={() => { setEditing(true); }}>Edit</DropdownMenuItem>
          <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => { trash.mutate(); }}>Move to the trash</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isEditing && <Suspense><TemplateDialog template={template} onClose={() => { setEditing(false); }} /></Suspense>}
    </>
  );
}

export function TemplateCard({ template, onChoose }: { template: Template; onChoose: () => void }) {
  const needs = needsWords(template);
  return (
    <BeginningCard
      title={template.name}
      detail={template.description ?? `${String(template.tile_count)} tiles on ${template.page_count === 1 ? "a page" : `${String(template.page_count)} pages`}`}
      drawing={<Sketch tiles={template.outline.map((tile) => ({ ...tile, mark: tile.mark ?? null }))} />}
      onChoose={onChoose}
      menu={template.may_edit ? <TemplateMenu template={template} /> : undefined}
      foot={<><Badge>{categoryWord(template.category)}</Badge>{needs !== "" && <span className="min-w-0 break-words">Needs {needs}</span>}</>}
    />
  );
}
