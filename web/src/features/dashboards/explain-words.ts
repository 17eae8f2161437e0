import type { BaseChoice, Breakdown, Contribution, Explained, FigureMeasure, FilterValue, OfferedBase } from "@/api/contracts";
import { formatCount, formatPercent } from "@/lib/format-number";
import { filterWords } from "@/query/filter-words";
import { NO_VALUE } from "@/viz/labels";
import { numberWords } from "@/viz/number-format";

type Number_ = number | string;

/** “May 2024”, “Average of the other 4 of Region”, “Region: East”. */
export const baseWords = ({ choice, label, part, count = null, is_average: isAverage = false }: OfferedBase): string => {
  switch (choice.kind) {
    case "previous":
      return `Just before: ${filterWords(part)}`;
    case "last_year":
      return `A year before: ${filterWords(part)}`;
    case "others":
      return count === 1 ? `${label}: the other one` : `${label}: ${isAverage ? "average of the others" : "all the others together"} (${String(count ?? 0)})`;
    case "value":
      return `${label}: ${filterWords(part)}`;
  }
};

/** A value of a field as the table names it. */
export const valueWords = (value: FilterValue): string =>
  value === null ? NO_VALUE : value === "" ? "(empty)" : value === true ? "yes" : value === false ? "no" : String(value);

export const memberWords = ({ value, folded = 0 }: Contribution): string => (folded > 0 ? `Other (${String(folded)})` : valueWords(value));

/** A figure in the format of its measure. */
export const figureWords = (value: Number_ | null, format: string | null): string => (value === null ? NO_VALUE : numberWords(value, format).full);

/** With its sign, so that nobody has to see the color. */
export const signedWords = (value: Number_ | null, format: string | null): string => {
  if (value === null) return "";
  const size = Number(value);
  const words = numberWords(typeof value === "number" ? Math.abs(value) : value.replace(/^-/, ""), format).full;
  return size === 0 ? words : `${size > 0 ? "+" : "−"}${words}`;
};

/** “+120 (+12 %)”. */
export const deltaWords = ({ delta, change, measure }: Pick<Explained, "delta" | "change" | "measure">, format = measure.format): string => {
  if (delta === null) return "No difference can be told: one of the two has no value.";
  if (Number(delta) === 0) return "No difference";
  const share = change === null ? "" : ` (${change > 0 ? "+" : "−"}${formatPercent(Math.abs(change))})`;
  return `${signedWords(delta, format)}${share}`;
};

/** How much of the difference a field explains, in a sentence. */
export const driverWords = ({ drivers, explained, count, surprise }: Breakdown): string => {
  if (surprise === null) return `${formatCount(count, "value")}, side by side`;
  if (explained === null || drivers === null) return `${formatCount(count, "value")}; there is no difference to explain`;
  if (drivers === 0) return `Spread over ${formatCount(count, "value")}: none explains a tenth of it`;
  const share = explained > 1.005 ? "more than all" : formatPercent(explained, { digits: 0 });
  return `${String(drivers)} of ${formatCount(count, "value")} ${drivers === 1 ? "explains" : "explain"} ${share} of it`;
};

/** What must be said where parts and whole disagree. */
export const reversalWords = ({ reversal = null }: Breakdown, measure: FigureMeasure, delta: Number_ | null): string | null => {
  if (reversal === null) return null;
  const [whole, parts] = Number(delta) > 0 ? ["rose", "fell"] : ["fell", "rose"];
  return `${measure.label} ${whole} as a whole, though it ${parts} in ${reversal === "all" ? "every value" : "most values"} here (Simpson’s paradox): what changed is how much each of them weighs.`;
};

/** How a value is called that stands on one side only: in time it came or went. */
export const fateWords = (fate: Contribution["fate"], kind: BaseChoice["kind"]): string | null => {
  const isTime = kind === "previous" || kind === "last_year";
  switch (fate) {
    case "stayed":
      return null;
    case "appeared":
      return isTime ? "new" : "only here";
    case "vanished":
      return isTime ? "gone" : "only there";
  }
};

/** Why the parts come to the difference, for those who want to know. */
export const METHODS: Record<FigureMeasure["kind"], string> = {
  sum: "What each value contributes is its own difference; together they come to the whole difference exactly.",
  ratio: "Each value contributes by weighing more or less than it did (mix), and by its own ratio being another (rate), after Kitagawa (1955). Both together come to the whole difference.",
  whole: "The figures of the values stand side by side; they do not add up to the whole.",
};

export const RANKING = "Fields are in the order of their surprise: how unlike the shares of their values are to what they were (the Jensen–Shannon divergence), counted for the fewest values that explain two thirds of the difference. This is Adtributor, by Bhagwan and others (2014). It shows where a difference lies, not what caused it.";
