import { useState, type SyntheticEvent } from "react";
import { fieldErrors, type Problem } from "@/api/problems";
import type { DashboardSpec, ShareLink, ShareLock } from "@/api/contracts";
import { formatDateTime } from "@/lib/format-time";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select, type SelectOption } from "@/ui/select";
import { OpeningField } from "./opening-field";
import type { ShareWords } from "./share-api";
import { expiresAt, expiryProblem, type Expiry, type ExpiryKind } from "./share-expiry";
import { isWholeLock, ShareLocks } from "./share-locks";
import { passwordProblem, passwordToSend, SharePasswordField, type PasswordChoice } from "./share-password-field";
import { isPreviewOn, previewToSend } from "./share-preview";
import { SharePreviewField } from "./share-preview-field";

type ShareFormProps = {
  dashboardId: string;
  /** A button elsewhere sends the form by it. */
  id: string;
  /** Null for a new one. */
  link: ShareLink | null;
  spec: DashboardSpec;
  problem: Problem | null;
  onSave: (words: ShareWords) => void;
};

const EXPIRIES: readonly SelectOption<ExpiryKind>[] = [
  { value: "never", label: "Never" }, { value: "day", label: "In a day" }, { value: "week", label: "In a week" },
  { value: "month", label: "In a month" }, { value: "date", label: "After a day of your choice" },
];

const expiriesOf = (link: ShareLink | null): readonly SelectOption<ExpiryKind>[] =>
  link?.expires_at ? [{ value: "kept", label: `As it is: ${formatDateTime(link.expires_at)}` }, ...EXPIRIES] : EXPIRIES;

const today = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** Leaves out what stays as it is. */
const known = (words: { [Word in keyof ShareWords]: ShareWords[Word] | undefined }): ShareWords =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));

/** What can be said of a link: its name, until when, for whom, and how much of the data. */
export function ShareForm({ dashboardId, id, link, spec, problem, onSave }: ShareFormProps) {
  const [name, setName] = useState(link?.name ?? "");
  const [expiry, setExpiry] = useState<Expiry>({ kind: link?.expires_at ? "kept" : "never", date: "" });
  const [password, setPassword] = useState<PasswordChoice>({ kind: "kept", text: "" });
  const [locks, setLocks] = useState<ShareLock[]>(link?.locks ?? []);
  const [opening, setOpening] = useState<string | null>(link?.opening ?? null);
  const [preview, setPreview] = useState<boolean | null>(null);
  const [isChecked, setChecked] = useState(false);
  const errors = problem ? fieldErrors(problem) : {};
  const lateness = expiryProblem(expiry);
  const weakness = passwordProblem(link?.has_password === true, password);
  const hasPlace = ["name", "expires_at", "password", "opening"].some((field) => field in errors);

  const hasPassword = password.kind === "set" ? password.text !== "" || link?.has_password === true : password.kind === "kept" && link?.has_password === true;
  const wanted = { link, hasPassword, hasLocks: locks.length > 0, chosen: preview };

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (lateness !== undefined || weakness !== undefined || !locks.every(isWholeLock)) return;
    onSave(known({ name: name.trim() === "" ? null : name.trim(), expires_at: expiresAt(expiry), password: passwordToSend(password), locks, preview: previewToSend(wanted), opening: opening === (link?.opening ?? null) ? undefined : opening }));
  };
  return (
    <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {problem && !hasPlace && <ProblemNotice problem={problem} />}
      <Field label="Name" isOptional error={errors["name"]} hint="For you alone: visitors do not see it.">
        {(control) => (
          // The form takes the place of what was pressed.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} autoFocus maxLength={255} placeholder="For the board" value={name} onChange={(event) => { setName(event.target.value); }} />
        )}
      </Field>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label="Expires" error={errors["expires_at"]}>
          {(control) => <Select {...control} value={expiry.kind} options={expiriesOf(link)} onChange={(kind) => { setExpiry({ ...expiry, kind }); }} />}
        </Field>
        {expiry.kind === "date" && (
          <Field label="Last day" error={isChecked || expiry.date !== "" ? lateness : undefined}>
            {(control) => <Input {...control} type="date" min={today()} value={expiry.date} onChange={(event) => { setExpiry({ ...expiry, date: event.target.value }); }} />}
          </Field>
        )}
      </div>
      <SharePasswordField
        hasPassword={link?.has_password ?? false}
        choice={password}
        error={errors["password"] ?? (isChecked ? weakness : undefined)}
        onChange={setPassword}
      />
      <OpeningField dashboardId={dashboardId} value={opening} error={errors["opening"]} onChange={setOpening} />
      <ShareLocks spec={spec} locks={locks} onChange={setLocks} isChecked={isChecked} />
      <SharePreviewField hasPassword={hasPassword} hasLocks={locks.length > 0} isOn={isPreviewOn(wanted)} onChange={setPreview} />
    </form>
  );
}
