import type { Numeric } from "@/lib/format-number";
import { formatCompact, formatExact, formatNumber } from "@/lib/format-number";
import { readerLocale } from "@/lib/locale";

type Options = Intl.NumberFormatOptions;

/** A number in three lengths: whole, as short as it can be, and with every digit it has. */
export type NumberWords = { full: string; short: string; exact: string };

/**
 * The format that charts take: that of d3, `[sign][$][0][width][,][.precision][~][type]`, where a currency of ISO 4217 may stand behind the
 * dollar sign. Behind it may stand, each after a semicolon, a unit that numbers are divided by, and what stands before and behind a number.
 */
const FORM = /^([-+( ]?)((?:\$(?:[A-Z]{3})?)?)0?\d{0,2}(,?)(?:\.(\d{1,2}))?(~?)([a-zX%]?)$/;
const DEFAULT_DIGITS = 6;
const CENTS = 2;
const BIG = 10_000;

const digitsOf = (type: string, precision: number | undefined, isTrimmed: boolean, isMoney: boolean): Options => {
  const most = precision ?? DEFAULT_DIGITS;
  if (type === "d") return { maximumFractionDigits: 0 };
  if ("rgsp".includes(type) && type !== "") return { maximumSignificantDigits: Math.max(1, most) };
  if (type === "" && precision === undefined) return { minimumFractionDigits: isMoney ? CENTS : 0, maximumFractionDigits: DEFAULT_DIGITS };
  return { minimumFractionDigits: isTrimmed ? 0 : most, maximumFractionDigits: most };
};

type Style = { options: Options; hasBrackets: boolean; unit: string; before: string; after: string };

/** Powers of ten. */
const UNITS: Readonly<Record<string, number>> = { K: 3, M: 6, B: 9, T: 12 };
const DIGITS: ReadonlySet<string> = new Set(["integer", "group", "decimal", "fraction"]);

/** What `Intl` is told to write a number as a format asks for it, in the reader's locale; null for what no reader of numbers asks for. */
const styleOf = (format: string): Style | null => {
  const [number = "", unit = "", before = "", after = ""] = format.split(";");
  const [whole, sign, money, comma, precision, tilde, type = ""] = FORM.exec(number) ?? [];
  if (whole === undefined || "bcoxX".includes(type || " ")) return null;
  const isShare = type === "%" || type === "p";
  const isMoney = money !== "" && !isShare;
  return {
    hasBrackets: sign === "(", unit, before, after,
    options: {
      ...digitsOf(type, precision === undefined ? undefined : Number(precision), tilde === "~", isMoney),
      useGrouping: comma === "," || type === "n",
      ...(isMoney && { style: "currency", currency: money?.slice(1) || "USD", currencyDisplay: "narrowSymbol" }),
      ...(isShare && { style: "percent" }),
      ...(type === "e" && { notation: "scientific" }),
      ...(type === "s" && { notation: "compact" }),
      ...(sign === "+" && { signDisplay: "always" }),
    },
  };
};

// `format` takes the digits of numbers that a double cannot hold; TypeScript knows that only of literals.
const write = (value: Numeric, { options, hasBrackets, unit, before, after }: Style, locale: string | undefined): string => {
  const parts = new Intl.NumberFormat(locale, options).formatToParts(scaled(value, unit) as number | bigint | `${number}`);
  const isBracketed = hasBrackets && parts.some(({ type }) => type === "minusSign");
  const last = parts.findLastIndex(({ type }) => DIGITS.has(type));
  const words = parts.map((part, place) => (place === last ? `${part.value}${unit}` : isBracketed && part.type === "minusSign" ? "" : part.value));
  const text = words.join("");
  return `${before}${isBracketed ? `(${text})` : text}${after}`;
};

/** A number in its unit, with every digit that it has. */
const scaled = (value: Numeric, unit: string): Numeric => {
  const power = UNITS[unit];
  if (power === undefined) return value;
  const digits = String(value);
  return /^-?[\d.]+$/.test(digits) ? `${digits}e-${String(power)}` : Number(value) / 10 ** power;
};

/** A measure in the format that its picture asks for, or with as many digits as help to read it. */
export const numberWords = (value: Numeric, format: string | null, locale = readerLocale()): NumberWords => {
  const exact = formatExact(value, { locale });
  const style = format === null ? null : styleOf(format);
  if (style === null) {
    const short = formatCompact(value, { locale });
    return { full: Math.abs(Number(value)) < BIG ? short : formatNumber(value, { locale, digits: 0 }), short, exact };
  }
  const full = write(value, style, locale);
  if (style.unit !== "") return { full, short: full, exact };
  const { maximumSignificantDigits: _, ...rest } = style.options;
  const tight: Style = { ...style, options: { ...rest, notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 } };
  return { full, short: Math.abs(Number(value)) < BIG ? full : write(value, tight, locale), exact };
};
