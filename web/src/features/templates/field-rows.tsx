import { TriangleAlert } from "lucide-react";
import type { DatasetFit, FieldFit } from "@/api/contracts";
import { ColumnTypeIcon, FormulaIcon } from "@/ui/column-type-icon";
import { Field } from "@/ui/field";
import { Select, type SelectOption } from "@/ui/select";
import { keyOf, memberFor, type Overrides } from "./mapping";
import { fieldWord, reasonWord, sortWord } from "./words";

// No field is called so: names of fields have one character at least.
const NONE = "none:";
/** On wide screens the list stands beside the name and what is said of it. */
const ROW = "sm:grid sm:grid-cols-[minmax(0,1fr)_16rem] sm:items-center sm:gap-x-4 sm:gap-y-0 sm:[&>button]:col-start-2 sm:[&>button]:row-span-2 sm:[&>button]:row-start-1 sm:[&>div]:col-start-1 sm:[&>label]:col-start-1";

const member = (name: string) => `field:${name}`;

type FieldRowsProps = { fit: DatasetFit; overrides: Overrides; onChoose: (key: string, member: string | null) => void };

const listed = (tiles: readonly string[]): string => (tiles.length > 3 ? `${tiles.slice(0, 3).join(", ")} and ${String(tiles.length - 3)} more` : tiles.join(", "));

const optionsOf = (field: FieldFit): SelectOption<string>[] => [
  ...field.candidates.map((one) => ({
    value: member(one.member),
    label: one.label,
    detail: reasonWord(one),
    icon: one.is_measure ? <FormulaIcon /> : <ColumnTypeIcon type={one.type} />,
  })),
  { value: NONE, label: "None", detail: field.tiles.length === 0 ? "nothing asks for it" : "what asks for it is left out" },
];

/** Each field that is needed, and the one that stands for it. */
export function FieldRows({ fit, overrides, onChoose }: FieldRowsProps) {
  return (
    <ul aria-label={`Fields of ${fit.name}`} className="flex flex-col divide-y divide-line rounded-lg border border-line bg-panel">
      {fit.fields.map((field) => {
        const key = keyOf(fit, field);
        const chosen = memberFor(fit, field, overrides);
        const reason = field.candidates.find((one) => one.member === chosen);
        return (
          <li key={key} className="px-3 py-2.5">
            <Field
              label={<span className="break-words">{fieldWord(field)}</span>}
              isOptional={field.need.is_optional === true}
              className={ROW}
              hint={
                <span className="flex items-start gap-1">
                  {chosen === null && <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-warning-text" />}
                  <span className="min-w-0 break-words">
                    {chosen === null ? `No field. ${field.tiles.length === 0 ? "" : `Asked for by ${listed(field.tiles)}.`}` : `Needs ${sortWord(field)}; ${reason === undefined ? "chosen by hand" : reasonWord(reason)}.`}
                  </span>
                </span>
              }
            >
              {(control) => (
                <Select
                  {...control}
                  className="w-full"
                  value={chosen === null ? NONE : member(chosen)}
                  onChange={(value) => { onChoose(key, value === NONE ? null : value.slice(member("").length)); }}
                  options={optionsOf(field)}
                />
              )}
            </Field>
          </li>
        );
      })}
    </ul>
  );
}
