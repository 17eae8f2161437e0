import { ArrowRight, Circle, Minus, RectangleHorizontal, Square } from "lucide-react";
import { useState } from "react";
import type { ShapeTile } from "@/api/contracts";
import { useTheme } from "@/ui/theme";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select, type SelectOption } from "@/ui/select";
import type { ElementDialogProps } from "./element-dialog";
import { ElementForm } from "./element-form";
import { ShapeBody } from "./shape-body";
import { paintOf, type Direction, type Paint } from "./shape-geometry";

const FORMS = [
  { value: "rounded", label: "Rounded rectangle", icon: <RectangleHorizontal aria-hidden /> },
  { value: "rectangle", label: "Rectangle", icon: <Square aria-hidden /> },
  { value: "ellipse", label: "Ellipse", icon: <Circle aria-hidden /> },
  { value: "line", label: "Line", icon: <Minus aria-hidden /> },
  { value: "arrow", label: "Arrow", icon: <ArrowRight aria-hidden /> },
] as const;

const PAINTS: Readonly<Record<Paint, string>> = {
  text: "Text", muted: "Quiet text", line: "Line", panel: "Panel", sunken: "Sunken", accent: "Accent", accent_soft: "Soft accent", success: "Success",
  success_soft: "Soft success", warning: "Warning", warning_soft: "Soft warning", danger: "Danger", danger_soft: "Soft danger",
  category_1: "Category 1", category_2: "Category 2", category_3: "Category 3", category_4: "Category 4",
  category_5: "Category 5", category_6: "Category 6", category_7: "Category 7", category_8: "Category 8",
};

const DIRECTIONS: Readonly<Record<Direction, string>> = {
  right: "To the right", left: "To the left", down: "Down", up: "Up", down_right: "Down to the right", down_left: "Down to the left", up_right: "Up to the right", up_left: "Up to the left",
};

const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>): SelectOption<Value>[] =>
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));

const within = (text: string, least: number, most: number, usual: number): number => {
  const number = Math.round(Number(text));
  return text === "" || !Number.isFinite(number) ? usual : Math.min(most, Math.max(least, number));
};

function PaintField({ label, value, onChange, isNeeded = false }: { label: string; value: Paint | null; onChange: (paint: Paint | null) => void; isNeeded?: boolean }) {
  const { theme } = useTheme();
  const swatch = (paint: Paint) => <span className="size-4 rounded-sm border border-line-strong" style={{ background: paintOf(paint, theme) }} />;
  const paints = optionsOf(PAINTS).map((option) => ({ ...option, icon: swatch(option.value) }));
  const none: SelectOption<Paint | "none">[] = isNeeded ? [] : [{ value: "none", label: "None", icon: <span className="size-4 rounded-sm border border-dashed border-line-strong" /> }];
  return (
    <Field label={label} className="flex-1">
      {(control) => <Select<Paint | "none"> {...control} value={value ?? "none"} onChange={(next) => { onChange(next === "none" ? null : next); }} options={[...none, ...paints]} />}
    </Field>
  );
}

/** How a shape looks, in colours of the theme. */
export function ShapeDialog({ tile, isNew = false, onClose, onSave }: Omit<ElementDialogProps, "tile"> & { tile: ShapeTile }) {
  const [shape, setShape] = useState(tile);
  const change = (changes: Partial<ShapeTile>) => { setShape({ ...shape, ...changes }); };
  const { form = "rounded", fill = "sunken", stroke = null, thickness = 2, opacity = 100, direction = "right" } = shape;
  const isLine = form === "line" || form === "arrow";
  return (
    <ElementForm thing="shape" isNew={isNew} onClose={onClose} onSave={() => { onSave(shape); }}>
      <div aria-hidden className="relative h-24 rounded-md border border-line bg-bg p-4"><div className="relative size-full"><ShapeBody tile={shape} /></div></div>
      <div className="flex flex-col items-start gap-1">
        <span className="text-sm font-medium">Shape</span>
        <SegmentedControl isIconOnly label="Shape" value={form} onChange={(next) => { change({ form: next }); }} options={FORMS} />
      </div>
      <div className="flex gap-3">
        {!isLine && <PaintField label="Fill" value={fill} onChange={(paint) => { change({ fill: paint }); }} />}
        <PaintField label={isLine ? "Colour" : "Outline"} value={isLine ? (stroke ?? fill ?? "text") : stroke} isNeeded={isLine} onChange={(paint) => { change({ stroke: paint }); }} />
      </div>
      {isLine && <Field label="Direction">{(control) => <Select<Direction> {...control} value={direction} onChange={(next) => { change({ direction: next }); }} options={optionsOf(DIRECTIONS)} />}</Field>}
      <div className="flex gap-3">
        <Field label="Thickness" className="flex-1">{(control) => <Input {...control} type="number" min={1} max={24} defaultValue={thickness} onChange={(event) => { change({ thickness: within(event.target.value, 1, 24, 2) }); }} />}</Field>
        <Field label="Opacity (%)" className="flex-1">{(control) => <Input {...control} type="number" min={5} max={100} step={5} defaultValue={opacity} onChange={(event) => { change({ opacity: within(event.target.value, 5, 100, 100) }); }} />}</Field>
      </div>
    </ElementForm>
  );
}
