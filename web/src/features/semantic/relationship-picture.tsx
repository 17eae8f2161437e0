import { cn } from "@/lib/cn";
import type { Definition } from "./definition";
import { BOX, pictureOf } from "./picture-layout";

const MOST_LETTERS = 22;
const short = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text);

type RelationshipPictureProps = { definition: Definition; labelOf: (table: string) => string; onOpen: ((index: number) => void) | undefined };

/** The tables and how they belong together, to look at; the list below it says the same in words. */
export function RelationshipPicture({ definition, labelOf, onOpen }: RelationshipPictureProps) {
  const { width, height, tables, lines } = pictureOf(definition);
  const words = `${String(tables.length)} tables and ${String(lines.length)} relationships`;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div tabIndex={0} role="group" aria-label="Picture of the tables" className="overflow-auto rounded-lg border border-line bg-sunken">
      <svg role="img" aria-label={words} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`} className="mx-auto block">
        {lines.map(({ name, index, path, from, to, middle, isActive }) => (
          // The list below opens it by keyboard.
          <g key={name} className={cn("group", onOpen && "cursor-pointer")} onClick={() => { onOpen?.(index); }}>
            <title>{name}</title>
            <path d={path} fill="none" stroke="transparent" strokeWidth={14} />
            <path d={path} fill="none" strokeWidth={1.5} strokeDasharray={isActive ? undefined : "5 4"} className="stroke-(--line-strong) group-hover:stroke-(--accent)" />
            <text x={middle.x} y={middle.y} textAnchor="middle" className="fill-(--muted) text-xs group-hover:fill-(--accent-text)" paintOrder="stroke" stroke="var(--sunken)" strokeWidth={4}>{short(name)}</text>
            <text x={from.x} y={from.y} textAnchor="middle" className="fill-(--fg) text-sm font-semibold">{from.sign}</text>
            <text x={to.x} y={to.y} textAnchor="middle" className="fill-(--fg) text-sm font-semibold">{to.sign}</text>
          </g>
        ))}
        {tables.map(({ name, x, y }) => (
          <g key={name}>
            <title>{name}</title>
            <rect x={x} y={y} width={BOX.width} height={BOX.height} rx={8} className="fill-(--panel) stroke-(--line-strong)" />
            <text x={x + 12} y={y + 22} className="fill-(--fg) text-sm font-semibold">{short(name)}</text>
            <text x={x + 12} y={y + 39} className="fill-(--muted) text-xs">{short(labelOf(name))}</text>
          </g>
        ))}
      </svg>
    </div>
  );
}
