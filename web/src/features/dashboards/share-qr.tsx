import { Download } from "lucide-react";
import { encode } from "uqr";
import { Button } from "@/ui/button";

/** What a camera needs around the code. */
const QUIET = 4;

/** One shape of all dark squares: neighbours in a row are one piece. */
const shapeOf = (rows: readonly (readonly boolean[])[]): string =>
  rows.map((row, y) => row.map((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : "")).join("")).join("");

const fileOf = (size: number, shape: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(size)} ${String(size)}" width="600" height="600" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${String(size)}v${String(size)}H0z"/><path d="${shape}"/></svg>`;

const save = (content: string, name: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "image/svg+xml" }));
  link.download = `${name}.svg`;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** An address for cameras. It is black on white in every theme, as cameras want it. */
export function ShareQr({ address, name }: { address: string; name: string }) {
  const { size, data } = encode(address, { ecc: "M", border: QUIET });
  const shape = shapeOf(data);
  return (
    <div className="flex flex-wrap items-end gap-3 py-2">
      <svg role="img" aria-label={`QR code of the address of ${name}`} viewBox={`0 0 ${String(size)} ${String(size)}`} shapeRendering="crispEdges" className="size-40 shrink-0 rounded-md border border-line">
        <path fill="#fff" d={`M0 0h${String(size)}v${String(size)}H0z`} />
        <path fill="#000" d={shape} />
      </svg>
      <Button size="sm" onClick={() => { save(fileOf(size, shape), `QR code of ${name}`); }}><Download aria-hidden />Download SVG</Button>
    </div>
  );
}
