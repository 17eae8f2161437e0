import { useRef } from "react";
import type { ShapeTile } from "@/api/contracts";
import { useTheme } from "@/ui/theme";
import { useElementSize } from "@/viz/use-element-size";
import { ends, headOf, paintOf, type Box } from "./shape-geometry";

/** A shape that fills its tile; it says nothing that is not said elsewhere. */
export function ShapeBody({ tile }: { tile: ShapeTile }) {
  const { theme } = useTheme();
  const frame = useRef<HTMLDivElement>(null);
  const size = useElementSize(frame);
  const { form = "rounded", fill = "sunken", stroke, thickness = 2, opacity = 100, direction = "right" } = tile;
  const outline = stroke ? { stroke: paintOf(stroke, theme), strokeWidth: thickness } : {};
  const inside = { fill: fill ? paintOf(fill, theme) : "none", ...outline };
  const box: Box = { width: size?.width ?? 0, height: size?.height ?? 0 };
  const edge = stroke ? thickness / 2 : 0;
  const [width, height] = [Math.max(0, box.width - 2 * edge), Math.max(0, box.height - 2 * edge)];

  const drawn = () => {
    if (form === "ellipse") return <ellipse cx={box.width / 2} cy={box.height / 2} rx={width / 2} ry={height / 2} {...inside} />;
    if (form === "rectangle" || form === "rounded") return <rect x={edge} y={edge} width={width} height={height} rx={form === "rounded" ? Math.min(12, width / 2, height / 2) : 0} {...inside} />;
    const line = ends(direction, box, thickness);
    const color = paintOf(stroke ?? fill ?? "text", theme);
    return (
      <>
        <path d={`M${line.from.join(" ")}L${(form === "arrow" ? headOf(line, thickness).neck : line.to).join(" ")}`} stroke={color} strokeWidth={thickness} strokeLinecap={form === "arrow" ? "butt" : "round"} />
        {form === "arrow" && <path d={headOf(line, thickness).path} fill={color} />}
      </>
    );
  };
  return (
    <div ref={frame} className="absolute inset-0" style={{ opacity: opacity / 100 }}>
      {size !== null && <svg aria-hidden width={box.width} height={box.height} className="block">{drawn()}</svg>}
    </div>
  );
}
