import { Plus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import type { Figure, TextTile } from "@/api/contracts";
import { measureWords } from "@/query/field-words";
import { filterWords } from "@/query/filter-words";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { IconButton } from "@/ui/icon-button";
import { Textarea } from "@/ui/input";
import { chartTiles } from "../results-state";
import type { ElementDialogProps } from "./element-dialog";
import { ElementForm } from "./element-form";
import { FigureForm } from "./figure-form";

const MAX_FIGURES = 20;

const spoken = (member: string): string => member.replaceAll("_", " ");

const figureWords = ({ measure, filters = [] }: Figure): string =>
  [measureWords(measure, measure.aggregation ?? "sum", spoken(measure.member)), ...filters.map((filter) => filterWords(filter))].join(", ");

type FigureListProps = { figures: readonly Figure[]; onInsert: (name: string) => void; onRemove: (name: string) => void };

function FigureList({ figures, onInsert, onRemove }: FigureListProps) {
  return (
    <ul aria-label="Numbers in this text" className="flex flex-col gap-1">
      {figures.map((figure) => (
        <li key={figure.name} className="flex items-center gap-2 rounded-md border border-line px-2 py-1 text-sm">
          <code className="shrink-0 font-mono text-xs">{`{${figure.name}}`}</code>
          <span className="min-w-0 flex-1 truncate text-muted" title={figureWords(figure)}>{figureWords(figure)}</span>
          <Button size="sm" aria-label={`Insert ${figure.name}`} onClick={() => { onInsert(figure.name); }}>Insert</Button>
          <IconButton size="icon-sm" label={`Remove ${figure.name}`} onClick={() => { onRemove(figure.name); }}><Trash2 aria-hidden /></IconButton>
        </li>
      ))}
    </ul>
  );
}

/** The words of a text, and the numbers of the data that stand in them. */
export function TextDialog({ tile, page, isNew = false, onClose, onSave }: Omit<ElementDialogProps, "tile"> & { tile: TextTile }) {
  const [markdown, setMarkdown] = useState(tile.markdown);
  const [figures, setFigures] = useState<readonly Figure[]>(tile.figures ?? []);
  const [isAdding, setAdding] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const datasetIds = [...new Set([...figures.map(({ dataset_id }) => dataset_id), ...chartTiles(page.tiles ?? []).map(({ chart }) => chart.dataset_id)])];

  const insert = (name: string) => {
    const { selectionStart: start = markdown.length, selectionEnd: end = markdown.length } = area.current ?? {};
    setMarkdown(`${markdown.slice(0, start)}{${name}}${markdown.slice(end)}`);
    area.current?.focus();
  };
  const add = (figure: Figure) => {
    setFigures([...figures, figure]);
    setAdding(false);
    insert(figure.name);
  };
  const save = () => {
    const { figures: _, ...words } = tile;
    onSave({ ...words, markdown: markdown.trim(), ...(figures.length > 0 && { figures: [...figures] }) });
  };
  return (
    <ElementForm thing="text" isNew={isNew} size="lg" onClose={onClose} onSave={save}>
      <Field label="Text" hint="Markdown: # heading, **bold**, *italic*, - list, [words](address). A number of the data stands where its name does in braces.">
        {(control) => <Textarea {...control} ref={area} rows={10} maxLength={50_000} className="font-mono" value={markdown} onChange={(event) => { setMarkdown(event.target.value); }} />}
      </Field>
      {figures.length > 0 && <FigureList figures={figures} onInsert={insert} onRemove={(name) => { setFigures(figures.filter((figure) => figure.name !== name)); }} />}
      {isAdding
        ? <FigureForm datasetIds={datasetIds} taken={figures.map(({ name }) => name)} onAdd={add} onCancel={() => { setAdding(false); }} />
        : <div><Button size="sm" disabled={figures.length >= MAX_FIGURES} onClick={() => { setAdding(true); }}><Plus aria-hidden />Add a number from the data</Button></div>}
    </ElementForm>
  );
}
