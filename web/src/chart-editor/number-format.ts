/** How numbers are written, taken apart: each part is chosen by itself. */
export type NumberFormat = {
  kind: "number" | "currency" | "percent" | "short" | "scientific";
  /** Digits after the point; of short numbers, all that say something. */
  digits: number;
  currency: string;
  isGrouped: boolean;
  sign: Sign;
};

/** What stands before a number: a minus where it belongs, brackets in its place, or a plus before positives too. */
export type Sign = "minus" | "brackets" | "plus";

export const MOST_DIGITS = 10;

/** Those that most people of the world are paid in, by what is traded; any other code of ISO 4217 can be written too. */
export const CURRENCIES = [
  "USD", "EUR", "JPY", "GBP", "CNY", "AUD", "CAD", "CHF", "HKD", "SGD", "SEK", "KRW", "NOK", "NZD", "INR", "MXN", "TWD", "ZAR", "BRL", "DKK",
  "PLN", "THB", "ILS", "IDR", "CZK", "AED", "TRY", "HUF", "CLP", "SAR", "PHP", "MYR", "COP", "RON", "PEN", "VND", "EGP", "NGN", "KES", "PKR", "BDT", "UAH", "ARS",
] as const;

const SIGNS: Record<Sign, string> = { minus: "", brackets: "(", plus: "+" };
const TYPES: Record<NumberFormat["kind"], string> = { number: "f", currency: "f", percent: "%", short: "s", scientific: "e" };
const USUAL = "USD";

/** As the format of a picture or a model says it: a d3-format, in which a currency may stand behind the dollar sign. */
export const written = ({ kind, digits, currency, isGrouped, sign }: NumberFormat): string => {
  const money = kind === "currency" ? `$${currency === USUAL ? "" : currency}` : "";
  const most = Math.min(MOST_DIGITS, Math.max(kind === "short" ? 1 : 0, digits));
  return `${SIGNS[sign]}${money}${isGrouped && kind !== "short" && kind !== "scientific" ? "," : ""}.${String(most)}${kind === "short" ? "~" : ""}${TYPES[kind]}`;
};

const FORM = /^([+(]?)(?:(\$)([A-Z]{3})?)?(,?)\.(\d{1,2})(~?)([fs%e])$/;
const KINDS: Record<string, NumberFormat["kind"]> = { f: "number", s: "short", "%": "percent", e: "scientific" };

/** The parts of a format; null for one that was written in another way, which is left as it is. */
export const readFormat = (format: string): NumberFormat | null => {
  const found = FORM.exec(format);
  if (found === null) return null;
  const [, sign = "", dollar, code, comma, digits = "0", , type = "f"] = found;
  const read: NumberFormat = {
    kind: dollar === undefined ? KINDS[type] ?? "number" : "currency",
    digits: Number(digits),
    currency: code ?? USUAL,
    isGrouped: comma === ",",
    sign: sign === "+" ? "plus" : sign === "(" ? "brackets" : "minus",
  };
  return written(read) === format ? read : null;
};

/** What each kind begins with. */
export const USUAL_FORMATS: Record<NumberFormat["kind"], NumberFormat> = {
  number: { kind: "number", digits: 0, currency: USUAL, isGrouped: true, sign: "minus" },
  currency: { kind: "currency", digits: 2, currency: USUAL, isGrouped: true, sign: "minus" },
  percent: { kind: "percent", digits: 1, currency: USUAL, isGrouped: false, sign: "minus" },
  short: { kind: "short", digits: 3, currency: USUAL, isGrouped: false, sign: "minus" },
  scientific: { kind: "scientific", digits: 2, currency: USUAL, isGrouped: false, sign: "minus" },
};
