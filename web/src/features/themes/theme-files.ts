import type { Theme, ThemeFile } from "@/api/contracts";
import { Problem } from "@/api/problems";
import { isRecord } from "@/lib/is-record";

const MOST_BYTES = 64 * 1024;

/** A theme as a file that another workspace can take. */
export const fileOf = ({ name, look }: Theme): ThemeFile => ({ kind: "gnomon.theme", name, look });

export const fileNameOf = ({ name }: Theme): string => `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") || "theme"}.theme.json`;

/** Has the browser save a theme. */
export const saveFile = (theme: Theme): void => {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(fileOf(theme), null, 2)}\n`], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileNameOf(theme);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(address); }, 0);
};

const refused = (message: string): Problem => new Problem({ status: 422, code: "VALIDATION_ERROR", message, hint: "Choose a file that was downloaded from a theme." });

/** What a file says; whether it is a theme is the server's to judge. Throws a `Problem` for what is no such file at all. */
export const readThemeFile = async (file: File): Promise<ThemeFile> => {
  if (file.size > MOST_BYTES) throw refused("This file is too large for a theme.");
  let read: unknown;
  try {
    read = JSON.parse(await file.text());
  } catch {
    throw refused("This file is no JSON.");
  }
  if (!isRecord(read) || read["kind"] !== "gnomon.theme") throw refused("This file holds no theme.");
  return read as ThemeFile;
};
