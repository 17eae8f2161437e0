import { useQuery } from "@tanstack/react-query";
import { ImageOff } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ImageTile } from "@/api/contracts";
import { Skeleton } from "@/ui/skeleton";
import type { ResultsSource } from "../results-source";
import { imageOptions } from "./images-api";
import { safeAddress } from "./safe-address";

type ImageBodyProps = { tile: ImageTile; source: ResultsSource; isEditing: boolean };

/** Shows bytes at hand by an address of this tab alone, which ends with what shows it. */
function OwnImage({ content, alt, className }: { content: Blob; alt: string; className: string }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const own = URL.createObjectURL(content);
    image.current?.setAttribute("src", own);
    return () => { URL.revokeObjectURL(own); };
  }, [content]);
  return <img ref={image} alt={alt} draggable={false} className={className} />;
}

/** An uploaded image in its tile. */
export function ImageBody({ tile, source, isEditing }: ImageBodyProps) {
  const { data, error } = useQuery(imageOptions(source, tile.asset_id));
  const link = safeAddress(tile.link);
  const alt = tile.alt ?? "";
  if (error) {
    return (
      <div className="absolute inset-0 flex flex-col items-center justify-center gap-1 p-2 text-center text-xs text-muted" title={error.message}>
        <ImageOff aria-hidden className="size-5" />{alt === "" ? "This image is not here." : alt}
      </div>
    );
  }
  if (data === undefined) return <Skeleton className="absolute inset-0" />;
  const image = <OwnImage content={data} alt={alt} className={`size-full ${tile.fit === "cover" ? "object-cover" : "object-contain"}`} />;
  return (
    <div className="absolute inset-0" inert={isEditing && link !== null}>
      {link === null ? image : <a href={link} target="_blank" rel="noopener noreferrer nofollow" title={link} className="block size-full">{image}<span className="sr-only">{alt === "" ? link : ""} (opens another site)</span></a>}
    </div>
  );
}
