import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Dataset } from "@/api/contracts";
import { sendFile } from "./api";
import type { Upload } from "./state";
import { cancelUpload, dismissSettled, uploadFiles, useUploads } from "./uploads";

vi.mock("./api", () => ({ sendFile: vi.fn(), cancelImport: vi.fn(), chooseSheets: vi.fn(), readDataset: vi.fn(), readImport: vi.fn() }));

const file = (name: string) => new File(["a"], name);
const phases = () => useUploads.getState().uploads.map(({ fileName, phase }) => [fileName, phase.kind]);

beforeEach(() => { useUploads.setState({ uploads: [] }); });
afterEach(() => { vi.unstubAllGlobals(); });

test("files go up on a page that was served without encryption, too", async () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  vi.mocked(sendFile).mockResolvedValue({ id: "d1", import_id: null, rejected_rows: 0 } as Dataset);
  await uploadFiles([file("a.csv"), file("b.csv")]);
  expect(phases()).toEqual([["a.csv", "ready"], ["b.csv", "ready"]]);
  const [first, second] = vi.mocked(sendFile).mock.calls.map(([{ dropId }]) => dropId);
  expect(first).toBe(second);
});

test("a file that is let go of ends there, and the next one goes on", async () => {
  vi.mocked(sendFile).mockImplementation(({ file: { name }, signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => { reject(new DOMException("Cancelled.", "AbortError")); });
      if (name === "b.csv") resolve({ id: "d1", import_id: null, rejected_rows: 0 } as Dataset);
    }));
  const sending = uploadFiles([file("a.csv"), file("b.csv")]);
  const [first] = useUploads.getState().uploads;
  if (first) await cancelUpload(first);
  await sending;
  expect(phases()).toEqual([["a.csv", "cancelled"], ["b.csv", "ready"]]);
});

test("what is done well is put away; what went wrong, or lost rows, stays until it is dismissed", () => {
  const upload = (fileName: string, phase: Upload["phase"]): Upload => ({ id: fileName, fileName, fileSize: 1, phase });
  useUploads.setState({
    uploads: [
      upload("done.csv", { kind: "ready", datasetIds: ["d"], rejectedRows: 0 }),
      upload("gone.csv", { kind: "cancelled" }),
      upload("odd.csv", { kind: "ready", datasetIds: ["d"], rejectedRows: 3 }),
      upload("bad.csv", { kind: "failed", problem: { message: "No.", hint: null } }),
      upload("on.csv", { kind: "sending", sentBytes: 1 }),
      upload("book.xlsx", { kind: "sheets", importId: "i", sheets: ["a"] }),
    ],
  });
  dismissSettled();
  expect(phases()).toEqual([["odd.csv", "ready"], ["bad.csv", "failed"], ["on.csv", "sending"], ["book.xlsx", "sheets"]]);
});
