import type { CustomPicture, VisualManifest } from "@/api/contracts";

type Bound = { channel: string; role: string };
type Channel = VisualManifest["channels"][number];

const WHAT = { dimension: ["a field that groups", "fields that group"], measure: ["a measure", "measures"], any: ["a field", "fields"] } as const;

/** What a visual wants in a well, as a reader says it. */
export const wantedIn = ({ channel, label, role = "any", at_least: least = 0, at_most: most = 1 }: Channel): string => {
  const [one, many] = WHAT[role];
  const count = least === 1 && most === 1 ? one : least === most ? `${String(least)} ${many}` : `${String(least)} to ${String(most)} ${many}`;
  return `${count} in “${channel}” (${label})`;
};

/** What is missing for a visual; null when its wells hold what it draws. */
export const missingFor = ({ name, channels }: VisualManifest, bound: readonly Bound[]): string | null => {
  for (const channel of channels) {
    const here = bound.filter((one) => one.channel === channel.channel);
    const isCount = here.length >= (channel.at_least ?? 0) && here.length <= (channel.at_most ?? 1);
    const isKind = (channel.role ?? "any") === "any" || here.every(({ role }) => role === channel.role);
    if (!isCount || !isKind) return `${name} needs ${wantedIn(channel)}.`;
  }
  return null;
};

export type OptionValues = NonNullable<CustomPicture["options"]>;

/** Every option with its value: the given one where it is possible, else the default. */
export const optionsOf = ({ options = [] }: VisualManifest, given: OptionValues): OptionValues =>
  Object.fromEntries(options.map((option) => {
    const value = Object.hasOwn(given, option.name) ? given[option.name] : undefined;
    if (option.type === "switch") return [option.name, typeof value === "boolean" ? value : option.default ?? false];
    if (option.type === "number") return [option.name, typeof value === "number" && value >= option.min && value <= option.max ? value : option.default];
    return [option.name, option.choices.some((choice) => choice.value === value) ? String(value) : option.default];
  }));
