/** How numbers are written, taken apart: each part is chosen by itself. */
export type NumberFormat = {
  kind: "number" | "currency" | "percent" | "short" | "scientific";
  /** Digits after the point; of short numbers, all that say something. */
  digits: number;
  currency: string;
  isGrouped: boolean;
  sign: Sign;
  unit: Unit;
  /** What stands before each number, and behind it. */
  before: string;
  after: string;
};

/** What numbers are divided by; those of kinds that have their own are written without. */
export type Unit = "" | "K" | "M" | "B" | "T";

/** What stands before a number: a minus where it belongs, brackets in its place, or a plus before positives too. */
export type Sign = "minus" | "brackets" | "plus";

export const MOST_DIGITS = 10;
/** Of the words before and behind a number. */
export const MOST_LETTERS = 12;

/** Those that most people of the world are paid in, by what is traded; any other code of ISO 4217 can be written too. */
export const CURRENCIES = [
  "USD", "EUR", "JPY", "GBP", "CNY", "AUD", "CAD", "CHF", "HKD", "SGD", "SEK", "KRW", "NOK", "NZD", "INR", "MXN", "TWD", "ZAR", "BRL", "DKK",
  "PLN", "THB", "ILS", "IDR", "CZK", "AED", "TRY", "HUF", "CLP", "SAR", "PHP", "MYR", "COP", "RON", "PEN", "VND", "EGP", "NGN", "KES", "PKR", "BDT", "UAH", "ARS",
] as const;

const SIGNS: Record<Sign, string> = { minus: "", brackets: "(", plus: "+" };
const TYPES: Record<NumberFormat["kind"], string> = { number: "f", currency: "f", percent: "%", short: "s", scientific: "e" };
const USUAL = "USD";

/** As the format of a picture or a model says it: a d3-format, in which a currency may stand behind the dollar sign. */
export const written = ({ kind, digits, currency, isGrouped, sign, unit, before, after }: NumberFormat): string => {
  const money = kind === "currency" ? `$${currency === USUAL ? "" : currency}` : "";
  const most = Math.min(MOST_DIGITS, Math.max(kind === "short" ? 1 : 0, digits));
  const number = `${SIGNS[sign]}${money}${isGrouped && kind !== "short" && kind !== "scientific" ? "," : ""}.${String(most)}${kind === "short" ? "~" : ""}${TYPES[kind]}`;
  return [number, hasUnits(kind) ? unit : "", wordsOf(before), wordsOf(after)].join(";").replace(/;+$/, "");
};

/** Whether numbers of this kind can be divided by a unit. */
export const hasUnits = (kind: NumberFormat["kind"]): boolean => kind === "number" || kind === "currency";

/** Words around a number, without what could end a text or turn its direction; the server refuses it. */
const wordsOf = (text: string): string => text.replace(/[;<>&"'`\\\p{Cc}\p{Cf}\u2028\u2029]/gu, "").slice(0, MOST_LETTERS);

const FORM = /^([+(]?)(?:(\$)([A-Z]{3})?)?(,?)\.(\d{1,2})(~?)([fs%e])(?:;([KMBT]?)(?:;([^;]*)(?:;([^;]*))?)?)?$/;
const KINDS: Record<string, NumberFormat["kind"]> = { f: "number", s: "short", "%": "percent", e: "scientific" };

/** The parts of a format; null for one that was written in another way, which is left as it is. */
export const readFormat = (format: string): NumberFormat | null => {
  const found = FORM.exec(format);
  if (found === null) return null;
  const [, sign = "", dollar, code, comma, digits = "0", , type = "f", unit = "", before = "", after = ""] = found;
  const read: NumberFormat = {
    kind: dollar === undefined ? KINDS[type] ?? "number" : "currency",
    digits: Number(digits),
    currency: code ?? USUAL,
    isGrouped: comma === ",",
    sign: sign === "+" ? "plus" : sign === "(" ? "brackets" : "minus",
    unit: unit as Unit,
    before,
    after,
  };
  return written(read) === format ? read : null;
};

const PLAIN = { digits: 0, currency: USUAL, isGrouped: false, sign: "minus", unit: "", before: "", after: "" } as const;

/** What each kind begins with. */
export const USUAL_FORMATS: Record<NumberFormat["kind"], NumberFormat> = {
  number: { ...PLAIN, kind: "number", isGrouped: true },
  currency: { ...PLAIN, kind: "currency", digits: 2, isGrouped: true },
  percent: { ...PLAIN, kind: "percent", digits: 1 },
  short: { ...PLAIN, kind: "short", digits: 3 },
  scientific: { ...PLAIN, kind: "scientific", digits: 2 },
};
