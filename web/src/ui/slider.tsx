import { Slider as Primitive } from "radix-ui";
import { cn } from "@/lib/cn";

type SliderProps = {
  /** One word for each thumb. */
  labels: readonly string[];
  values: readonly number[];
  min: number;
  max: number;
  step: number;
  /** What a screen reader says of a value. */
  words?: (value: number) => string;
  onChange: (values: number[]) => void;
  /** When the thumb is let go, or a key has moved it. */
  onCommit: (values: number[]) => void;
  className?: string;
};

/** A number, or two, chosen along a line. */
export function Slider({ labels, values, min, max, step, words = String, onChange, onCommit, className }: SliderProps) {
  return (
    <Primitive.Root
      value={[...values]}
      min={min}
      max={max}
      step={step}
      onValueChange={onChange}
      onValueCommit={onCommit}
      className={cn("relative flex h-6 w-full touch-none items-center select-none", className)}
    >
      <Primitive.Track className="relative h-1 flex-1 rounded-full bg-line">
        <Primitive.Range className="absolute h-full rounded-full bg-accent" />
      </Primitive.Track>
      {values.map((value, place) => (
        <Primitive.Thumb
          key={labels[place]}
          aria-label={labels[place]}
          aria-valuetext={words(value)}
          className="block size-4 cursor-grab rounded-full border-2 border-accent bg-panel shadow-sm focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent active:cursor-grabbing"
        />
      ))}
    </Primitive.Root>
  );
}
