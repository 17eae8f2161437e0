import { useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Words } from "./completions";
import { knownTables } from "./completions";
import { draftOf, emptyDraft, guessType, parameterNames, readDrafts, type ParameterDraft, type ParameterType } from "./parameters";
import { faultFrom, type Fault } from "./places";
import type { RowLimit } from "./row-limit";
import { cancelTabRun, startRun, useRuns, type RunState } from "./run-store";
import type { EditorHandle } from "./sql-editor";
import { rangeToRun } from "./statements";
import { changeTab, useTabs } from "./tab-store";
import type { SqlTab } from "./tabs";

type Running = {
  run: RunState | null;
  fault: Fault | null;
  canMend: boolean;
  onMark: (isMarked: boolean) => void;
  names: readonly string[];
  errors: Readonly<Record<string, string>>;
  guess: (name: string) => ParameterType;
  draftFor: (name: string) => ParameterDraft;
  setDraft: (name: string, draft: ParameterDraft) => void;
  start: () => void;
  again: (isAnew: boolean) => void;
  cancel: () => void;
};

const NO_ERRORS: Readonly<Record<string, string>> = {};

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const faultOfRun = (run: RunState | null): Fault | null =>
  run?.status === "failed" ? faultFrom(run.problem.details, run.asked.text, run.asked.range) : null;

const hasEnded = (run: RunState | null) => run !== null && run.status !== "running";

/** Runs what stands in a tab, with the values of its parameters, and shows in the editor what it failed at. */
export const useRunning = (tab: SqlTab, editor: EditorHandle | null, words: Words, limit: RowLimit): Running => {
  const client = useQueryClient();
  const run = useRuns(({ byTab }) => byTab[tab.id] ?? null);
  const text = useDeferredValue(tab.text);
  const names = useMemo(() => parameterNames(text), [text]);
  const tables = useMemo(() => knownTables(words.tables), [words.tables]);
  const guesses = useMemo(() => new Map(names.map((name) => [name, guessType(name, text, tables)])), [names, text, tables]);
  const guess = (name: string): ParameterType => guesses.get(name) ?? "text";
  const [wrong, setWrong] = useState<{ tabId: string; errors: Readonly<Record<string, string>> }>({ tabId: tab.id, errors: NO_ERRORS });
  const [mark, setMark] = useState({ tabId: tab.id, isThere: false });
  const fault = useMemo(() => faultOfRun(run), [run]);

  useEffect(() => {
    if (!editor) return;
    const isThere = run !== null && useTabs.getState().tabs.find(({ id }) => id === tab.id)?.text === run.asked.text;
    editor.showFault(isThere ? fault?.place ?? null : null);
  }, [editor, fault, run, tab.id]);

  const isOver = hasEnded(run);
  useEffect(() => { if (isOver) void client.invalidateQueries({ queryKey: ["sql-runs"] }); }, [client, isOver, run?.runId]);

  const start = () => {
    const now = useTabs.getState().tabs.find(({ id }) => id === tab.id);
    const range = now && rangeToRun(now.text, editor?.selection() ?? { from: 0, to: 0 });
    if (!now || !range) { editor?.focus(); return; }
    const read = readDrafts(parameterNames(now.text.slice(range.from, range.to)), now.parameters, (name) => guessType(name, now.text, tables));
    setWrong({ tabId: tab.id, errors: read.errors });
    if (Object.keys(read.errors).length > 0) return;
    editor?.showFault(null);
    const request = { parameters: read.values, limit, time_zone: timeZone, saved_query_id: now.base?.id ?? null };
    void startRun(tab.id, { text: now.text, range, request });
  };

  return {
    run, fault, names, guess, start,
    canMend: mark.tabId === tab.id && mark.isThere,
    onMark: (isThere) => { setMark({ tabId: tab.id, isThere }); },
    errors: wrong.tabId === tab.id ? wrong.errors : NO_ERRORS,
    draftFor: (name) => draftOf(tab.parameters, name) ?? emptyDraft(guess(name)),
    setDraft: (name, draft) => {
      setWrong({ tabId: tab.id, errors: Object.fromEntries(Object.entries(wrong.errors).filter(([other]) => other !== name)) });
      changeTab(tab.id, { parameters: { ...tab.parameters, [name]: draft } });
    },
    again: (isAnew) => { if (run) void startRun(tab.id, run.asked, { isAnew }); },
    cancel: () => { cancelTabRun(tab.id); },
  };
};
