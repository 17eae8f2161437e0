import { useEffect, useMemo, useRef } from "react";
import { useLook } from "@/viz/look";
import { readTokens, vegaConfig } from "@/viz/theme";
import { useElementSize } from "@/viz/use-element-size";
import type { Drawn } from "@/viz/vega-runtime";
import type { LookName } from "./look-edits";
import type { PreviewPicture } from "./preview-specs";

const NOTHING = (): void => undefined;

/** An example drawn by the same machine as every picture, in the theme around it. */
export function PreviewChart({ picture, name }: { picture: PreviewPicture; name: LookName }) {
  const frame = useRef<HTMLDivElement>(null);
  const look = useLook();
  const size = useElementSize(frame);
  const [width, height] = [size?.width ?? 0, size?.height ?? 0];
  const description = useMemo(() => `${picture.name}, an example in the ${name} look`, [picture, name]);
  useEffect(() => {
    const host = frame.current;
    if (host === null || width === 0) return undefined;
    let isGone = false;
    let mine: Drawn | null = null;
    const container = document.createElement("div");
    const show = async () => {
      const { draw } = await import("@/viz/vega-runtime");
      if (isGone) return;
      const drawn = await draw({
        container, spec: picture.spec, rows: picture.rows.map((row) => ({ ...row })), size: { width, height }, renderer: "svg",
        config: vegaConfig(name, readTokens(host), look), description, onTooltip: NOTHING, onPress: NOTHING,
      });
      if (isGone) drawn.destroy();
      else { mine = drawn; host.replaceChildren(container); }
    };
    void show();
    return () => { isGone = true; mine?.destroy(); };
  }, [picture, name, look, width, height, description]);
  return <div ref={frame} role="img" aria-label={description} className="absolute inset-0" />;
}
