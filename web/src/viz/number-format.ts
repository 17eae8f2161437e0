import type { Numeric } from "@/lib/format-number";
import { formatCompact, formatExact, formatNumber } from "@/lib/format-number";
import { readerLocale } from "@/lib/locale";

type Options = Intl.NumberFormatOptions;

/** A number in three lengths: whole, as short as it can be, and with every digit it has. */
export type NumberWords = { full: string; short: string; exact: string };

/** The format that charts take: that of d3, `[sign][$][0][width][,][.precision][~][type]`, where a currency of ISO 4217 may stand behind the dollar sign. */
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

type Style = { options: Options; hasBrackets: boolean };

/** What `Intl` is told to write a number as a format asks for it, in the reader's locale; null for what no reader of numbers asks for. */
const styleOf = (format: string): Style | null => {
  const [whole, sign, money, comma, precision, tilde, type = ""] = FORM.exec(format) ?? [];
  if (whole === undefined || "bcoxX".includes(type || " ")) return null;
  const isShare = type === "%" || type === "p";
  const isMoney = money !== "" && !isShare;
  return {
    hasBrackets: sign === "(",
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
const write = (value: Numeric, { options, hasBrackets }: Style, locale: string | undefined): string => {
  const parts = new Intl.NumberFormat(locale, options).formatToParts(value as number | bigint | `${number}`);
  const isBracketed = hasBrackets && parts.some(({ type }) => type === "minusSign");
  const text = parts.filter(({ type }) => !isBracketed || type !== "minusSign").map((part) => part.value).join("");
  return isBracketed ? `(${text})` : text;
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
  const { maximumSignificantDigits: _, ...rest } = style.options;
  const tight: Style = { ...style, options: { ...rest, notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 } };
  return { full, short: Math.abs(Number(value)) < BIG ? full : write(value, tight, locale), exact };
};
