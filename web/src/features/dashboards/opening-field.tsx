import { useQuery } from "@tanstack/react-query";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { bookmarksOptions } from "./bookmarks-api";

type OpeningFieldProps = {
  dashboardId: string;
  /** Null: as the dashboard opens. */
  value: string | null;
  error: string | undefined;
  onChange: (bookmarkId: string | null) => void;
};

const AS_DASHBOARD = "dashboard";

/** Which shared bookmark a link or an embed opens with. */
export function OpeningField({ dashboardId, value, error, onChange }: OpeningFieldProps) {
  const { data, error: failure } = useQuery(bookmarksOptions(dashboardId));
  const shared = (data?.items ?? []).filter(({ is_shared }) => is_shared);
  const isGone = data !== undefined && value !== null && !shared.some(({ id }) => id === value);
  const options = [
    { value: AS_DASHBOARD, label: "As the dashboard opens" },
    ...(isGone ? [{ value, label: "A bookmark that is gone" }] : []),
    ...shared.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const hint = failure && data === undefined
    ? "The bookmarks could not be read just now; what is chosen stays."
    : isGone
      ? "Its bookmark was removed or is not shared any more, so it opens as the dashboard does. Choose another."
      : shared.length === 0
        ? "Bookmarks that are shared with everyone can be chosen here."
        : "Visitors see its state as far as they may choose it themselves, and not its name.";
  return (
    <Field label="Opens with" error={error} hint={hint}>
      {(control) => <Select {...control} value={value !== null && data === undefined ? undefined : value ?? AS_DASHBOARD} placeholder="The bookmark that was chosen" options={options} onChange={(next) => { onChange(next === AS_DASHBOARD ? null : next); }} />}
    </Field>
  );
}
