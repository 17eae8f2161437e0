import { Plus, Trash2 } from "lucide-react";
import type { Annotation, AnnotationKind, Drawing, QueryColumn } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { columnNamed } from "@/query/arrow";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { asFilterValue } from "@/viz/picking";
import { NoteValue } from "./note-value";
import { OptionNumber } from "./option-number";
import { OptionsSection } from "./options-section";
import { OptionText } from "./option-text";

const KINDS: { value: AnnotationKind; label: string; detail: string }[] = [
  { value: "point", label: "At a mark", detail: "Or at a height of choice above it" },
  { value: "range", label: "Over a stretch", detail: "Shaded, from one value to another" },
  { value: "height", label: "At an amount", detail: "Across the whole picture" },
];
const MOST = 20;

type Along = { column: QueryColumn | undefined; first: NonNullable<Annotation["x"]> | null };

/** The field that runs along the picture, and a value of it to begin with. */
const alongOf = (drawing: Drawing | null, answer: Drawable | null): Along => {
  const name = drawing?.bindings.find(({ channel }) => channel === "x")?.column;
  const column = answer?.meaning.columns.find((one) => one.name === name);
  if (answer === null || name === undefined || answer.table.rowCount === 0) return { column, first: null };
  return { column, first: asFilterValue(columnNamed(answer.table, name)?.valueAt(0) ?? null) as Along["first"] };
};

const started = (kind: AnnotationKind, text: string, { first }: Along): Annotation => {
  if (kind === "height") return { kind, text, y: 0 };
  return kind === "range" ? { kind, text, x: first ?? "", x_to: first ?? "" } : { kind, text, x: first };
};

type AnnotationOptionsProps = { drawing: Drawing | null; answer: Drawable | null; notes: readonly Annotation[]; onChange: (notes: Annotation[]) => void };

/** Notes on the picture: what each says, and where it stands. */
export function AnnotationOptions({ drawing, answer, notes, onChange }: AnnotationOptionsProps) {
  const along = alongOf(drawing, answer);
  const change = (place: number, next: Annotation) => { onChange(notes.map((one, index) => (index === place ? next : one))); };
  return (
    <OptionsSection title="Notes">
      {notes.map((note, place) => (
        <fieldset key={place} aria-label={`Note ${String(place + 1)}`} className="flex flex-col gap-2 rounded-md bg-sunken p-2">
          <div className="flex items-center gap-1">
            <Select aria-label={`Kind of note ${String(place + 1)}`} value={note.kind} options={KINDS} onChange={(kind) => { change(place, started(kind, note.text, along)); }} />
            <IconButton label={`Remove note ${String(place + 1)}`} onClick={() => { onChange(notes.filter((_, index) => index !== place)); }}><Trash2 aria-hidden /></IconButton>
          </div>
          <OptionText label="Words" maxLength={120} placeholder="What there is to know" value={note.text} onChange={(text) => { change(place, { ...note, text: text ?? note.text }); }} />
          <div className="grid grid-cols-2 gap-2">
            {note.kind !== "height" && <NoteValue label={note.kind === "range" ? "From" : "Where"} column={along.column} value={note.x ?? null} onChange={(x) => { change(place, { ...note, x }); }} />}
            {note.kind === "range" && <NoteValue label="To" column={along.column} value={note.x_to ?? null} onChange={(to) => { change(place, { ...note, x_to: to }); }} />}
            {note.kind === "point" && <OptionNumber label="Height" placeholder="at its mark" value={note.y} onChange={(y) => { change(place, { ...note, y }); }} />}
            {note.kind === "height" && <OptionNumber label="Amount" placeholder="0" value={note.y} onChange={(y) => { change(place, { ...note, y: y ?? 0 }); }} />}
          </div>
        </fieldset>
      ))}
      {notes.length < MOST && (
        <Button size="sm" className="w-fit" onClick={() => { onChange([...notes, started("point", "Note", along)]); }}><Plus aria-hidden />Add a note</Button>
      )}
    </OptionsSection>
  );
}
