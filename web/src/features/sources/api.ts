import { authorizedHeaders } from "@/api/authorized-fetch";
import { api, unwrap } from "@/api/client";
import type { Dataset, Import } from "@/api/contracts";
import { offlineProblem, problemFromBody } from "@/api/problems";

export type SendInput = {
  file: File;
  /** Files dropped together are one drop for the upload limit. */
  dropId: string;
  /** Makes the file a new version of this dataset. */
  datasetId: string | undefined;
  signal: AbortSignal;
  onSent: (sentBytes: number) => void;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** `fetch` cannot tell how much of a body has gone out; the older request can. */
export const sendFile = async ({ file, dropId, datasetId, signal, onSent }: SendInput): Promise<Dataset> => {
  const headers = await authorizedHeaders();
  const form = new FormData();
  if (datasetId === undefined) form.append("ask_sheets", "true");
  else form.append("dataset_id", datasetId);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/datasets/upload");
    for (const [name, value] of Object.entries({ ...headers, "X-Drop-Id": dropId })) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => { onSent(Math.min(loaded, file.size)); };
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status === 201) resolve(body as Dataset);
      else reject(problemFromBody(request.status, body, new Headers({ "Retry-After": request.getResponseHeader("Retry-After") ?? "" })));
    };
    request.onerror = () => { reject(offlineProblem()); };
    request.onabort = () => { reject(new DOMException("The upload was cancelled.", "AbortError")); };
    signal.addEventListener("abort", () => { request.abort(); }, { once: true });
    request.send(form);
  });
};

const at = (importId: string) => ({ params: { path: { import_id: importId } } });

export const readImport = (importId: string): Promise<Import> => unwrap(api.GET("/api/v1/imports/{import_id}", at(importId)));

export const cancelImport = (importId: string): Promise<Import> => unwrap(api.DELETE("/api/v1/imports/{import_id}", at(importId)));

export const chooseSheets = (importId: string, sheets: readonly string[]): Promise<Import> =>
  unwrap(api.POST("/api/v1/imports/{import_id}/sheets", { ...at(importId), body: { sheets: [...sheets] } }));

export const readDataset = (id: string): Promise<Dataset> =>
  unwrap(api.GET("/api/v1/datasets/{dataset_id}", { params: { path: { dataset_id: id } } }));
