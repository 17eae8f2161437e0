import { FileUp } from "lucide-react";
import { useRef, type ComponentProps } from "react";
import { Button } from "@/ui/button";
import { ACCEPTED } from "./state";
import { uploadFiles } from "./uploads";

type UploadButtonProps = Omit<ComponentProps<typeof Button>, "onClick"> & { datasetId?: string };

/** Opens the file dialog; what is chosen is sent at once. */
export function UploadButton({ datasetId, children = "Upload files", ...rest }: UploadButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...rest} onClick={() => { input.current?.click(); }}><FileUp aria-hidden />{children}</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Choose files"
        multiple={datasetId === undefined}
        accept={ACCEPTED.join(",")}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = "";
          if (files.length > 0) void uploadFiles(files, datasetId);
        }}
      />
    </>
  );
}
