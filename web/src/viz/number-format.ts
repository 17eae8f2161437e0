import type { Numeric } from "@/lib/format-number";
import { formatCompact, formatExact, formatNumber } from "@/lib/format-number";
import { readerLocale } from "@/lib/locale";

type Options = Intl.NumberFormatOptions;

/** A number in three lengths: whole, as short as it can be, and with every digit it has. */
export type NumberWords = { full: string; short: string; exact: string };

/** The d3-format that charts take: `[sign][$][0][width][,][.precision][~][type]`. */
const FORM = /^([-+( ]?)(\$?)0?\d{0,2}(,?)(?:\.(\d{1,2}))?(~?)([a-zX%]?)$/;
const DEFAULT_DIGITS = 6;
const BIG = 10_000;

const digitsOf = (type: string, precision: number | undefined, isTrimmed: boolean): Options => {
  const most = precision ?? DEFAULT_DIGITS;
  if (type === "d") return { maximumFractionDigits: 0 };
  if ("rgsp".includes(type) && type !== "") return { maximumSignificantDigits: Math.max(1, most) };
  if (type === "" && precision === undefined) return { maximumFractionDigits: DEFAULT_DIGITS };
  return { minimumFractionDigits: isTrimmed ? 0 : most, maximumFractionDigits: most };
};

/** What `Intl` is told to write a number as a d3-format would, in the reader's locale; null for what no reader of numbers asks for. */
export const optionsOf = (format: string): Options | null => {
  const [whole, sign, dollar, comma, precision, tilde, type = ""] = FORM.exec(format) ?? [];
  if (whole === undefined || "bcoxX".includes(type || " ")) return null;
  return {
    ...digitsOf(type, precision === undefined ? undefined : Number(precision), tilde === "~"),
    useGrouping: comma === "," || type === "n",
    ...(dollar === "$" && { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" }),
    ...((type === "%" || type === "p") && { style: "percent" }),
    ...(type === "e" && { notation: "scientific" }),
    ...(type === "s" && { notation: "compact" }),
    ...(sign === "+" && { signDisplay: "always" }),
    ...(sign === "(" && dollar === "$" && { currencySign: "accounting" }),
  };
};

// `format` takes the digits of numbers that a double cannot hold; TypeScript knows that only of literals.
const write = (value: Numeric, options: Options, locale: string | undefined): string =>
  new Intl.NumberFormat(locale, options).format(value as number | bigint | `${number}`);

/** A measure in the format that its picture asks for, or with as many digits as help to read it. */
export const numberWords = (value: Numeric, format: string | null, locale = readerLocale()): NumberWords => {
  const exact = formatExact(value, { locale });
  const options = format === null ? null : optionsOf(format);
  if (options === null) {
    const short = formatCompact(value, { locale });
    return { full: Math.abs(Number(value)) < BIG ? short : formatNumber(value, { locale, digits: 0 }), short, exact };
  }
  const full = write(value, options, locale);
  const { minimumFractionDigits: _, maximumFractionDigits: __, maximumSignificantDigits: ___, ...style } = options;
  return { full, short: Math.abs(Number(value)) < BIG ? full : write(value, { ...style, notation: "compact", maximumFractionDigits: 1 }, locale), exact };
};
