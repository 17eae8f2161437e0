import { useMutation } from "@tanstack/react-query";
import { ImageUp } from "lucide-react";
import { useRef, useState } from "react";
import type { Asset, ImageTile } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { SegmentedControl } from "@/ui/segmented-control";
import type { ElementDialogProps } from "./element-dialog";
import { ElementForm } from "./element-form";
import { IMAGE_KINDS, MAX_IMAGE_BYTES, uploadImage } from "./images-api";
import { safeAddress } from "./safe-address";

const FITS = [{ value: "contain", label: "Whole" }, { value: "cover", label: "Fill the tile" }] as const;

/** Which image, what it shows for those who do not see it, how it fills its tile, and where it leads. */
export function ImageDialog({ tile, isNew = false, onClose, onSave }: Omit<ElementDialogProps, "tile"> & { tile: ImageTile }) {
  const [image, setImage] = useState(tile);
  const chooser = useRef<HTMLInputElement>(null);
  const upload = useMutation<Asset, Problem, File>({ mutationFn: uploadImage, onSuccess: ({ id }) => { setImage((present) => ({ ...present, asset_id: id })); } });
  const change = (changes: Partial<ImageTile>) => { setImage({ ...image, ...changes }); };
  const link = image.link ?? "";
  const isLinkWrong = link !== "" && safeAddress(link) === null;
  const name = upload.data?.name;
  return (
    <ElementForm thing="image" isNew={isNew} isIncomplete={image.asset_id === "" || isLinkWrong || upload.isPending} onClose={onClose} onSave={() => { onSave({ ...image, alt: (image.alt ?? "").trim(), link: link === "" ? null : link }); }}>
      <div className="flex flex-col items-start gap-2">
        <Button isBusy={upload.isPending} onClick={() => chooser.current?.click()}><ImageUp aria-hidden />{image.asset_id === "" ? "Choose an image" : "Choose another image"}</Button>
        <p role="status" className="text-xs text-muted">{name ?? `PNG, JPEG, WebP, GIF or SVG, at most ${String(MAX_IMAGE_BYTES / 1_000_000)} MB. Where a photo was taken is not kept.`}</p>
        {upload.error && <ProblemNotice isCompact problem={upload.error} />}
      </div>
      <Field label="What it shows" hint="Read out to those who do not see it. Leave it empty if it only adorns.">
        {(control) => <Input {...control} maxLength={500} value={image.alt ?? ""} onChange={(event) => { change({ alt: event.target.value }); }} />}
      </Field>
      <div className="flex flex-col items-start gap-1">
        <span className="text-sm font-medium">Fit</span>
        <SegmentedControl label="Fit" value={image.fit ?? "contain"} onChange={(fit) => { change({ fit }); }} options={FITS} />
      </div>
      <Field label="Link" isOptional error={isLinkWrong ? "The address begins with https://." : undefined}>
        {(control) => <Input {...control} type="url" inputMode="url" placeholder="https://" maxLength={2_000} value={link} onChange={(event) => { change({ link: event.target.value.trim() }); }} />}
      </Field>
      <input
        ref={chooser}
        type="file"
        accept={IMAGE_KINDS}
        aria-label="Image file"
        tabIndex={-1}
        className="hidden"
        onChange={(event) => { const [file] = event.target.files ?? []; if (file) upload.mutate(file); }}
      />
    </ElementForm>
  );
}
