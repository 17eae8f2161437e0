import { readerLocale } from "./locale";

/** A number, or the digits of one that a double cannot hold. */
export type Numeric = number | bigint | string;

type Options = Intl.NumberFormatOptions;

const formatters = new Map<string, Intl.NumberFormat>();

const formatterOf = (locale: string | undefined, options: Options): Intl.NumberFormat => {
  const key = `${locale ?? ""} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
};

const NARROW_SPACE = "\u202f";
const unitLike = new Set(["compact", "percentSign", "currency", "unit"]);

/** Sets units off by a narrow space wherever the locale sets them solid: `1.2 M`, `12.4 %`, `€ 3,204.50`. */
const spaced = (parts: Intl.NumberFormatPart[]): string =>
  parts
    .map((part, index) => {
      const next = parts[index + 1];
      const isSolid = next !== undefined && part.type !== "literal" && next.type !== "literal"
        && (unitLike.has(part.type) !== unitLike.has(next.type)) && part.type !== "minusSign" && part.type !== "plusSign";
      return isSolid ? part.value + NARROW_SPACE : part.value;
    })
    .join("");

// `format` takes decimal strings without rounding them to a double; TypeScript knows that only of literals.
const exactly = (value: Numeric): number | bigint | `${number}` => value as number | bigint | `${number}`;

const isUnwritable = (value: Numeric): boolean => value === "" || Number.isNaN(Number(value));

export type NumberStyle = {
  locale?: string | undefined;
  /** ISO 4217, as in "EUR". */
  currency?: string;
  /** A fixed number of digits after the point; without it, as many as the value needs, up to six. */
  digits?: number;
};

const digitsOf = (digits: number | undefined, most: number): Options =>
  digits === undefined ? { maximumFractionDigits: most } : { minimumFractionDigits: digits, maximumFractionDigits: digits };

const write = (value: Numeric, locale: string | undefined, options: Options): string =>
  isUnwritable(value) ? String(value) : spaced(formatterOf(locale ?? readerLocale(), options).formatToParts(exactly(value)));

/** Every digit, grouped: `1,234,567.25`. */
export const formatNumber = (value: Numeric, { locale, currency, digits }: NumberStyle = {}): string =>
  write(value, locale, currency ? { style: "currency", currency, ...(digits !== undefined && digitsOf(digits, 2)) } : digitsOf(digits, 6));

/** As the stored value stands, with as many digits as it has (a tooltip's exact value). */
export const formatExact = (value: Numeric, { locale }: NumberStyle = {}): string =>
  write(value, locale, { maximumFractionDigits: 20 });

/** Short, for tiles and axes: `1.2 M`, `980`, `0.0042`. */
export const formatCompact = (value: Numeric, { locale, currency, digits }: NumberStyle = {}): string => {
  const size = Math.abs(Number(value));
  const money: Options = currency ? { style: "currency", currency } : {};
  if (size !== 0 && size < 1) return write(value, locale, { ...money, maximumSignificantDigits: 3 });
  if (size < 10_000) return write(value, locale, { ...money, ...digitsOf(digits, size < 100 ? 2 : size < 1000 ? 1 : 0), ...(digits === undefined && { minimumFractionDigits: 0 }) });
  return write(value, locale, { ...money, notation: "compact", ...digitsOf(digits, 1), ...(digits === undefined && { minimumFractionDigits: 0 }) });
};

/** A share of one as a percentage: 0.124 is `12.4 %`. */
export const formatPercent = (share: Numeric, { locale, digits }: NumberStyle = {}): string =>
  write(share, locale, { style: "percent", ...digitsOf(digits, 1) });

/** Counted things with their word: `1 row`, `12,345 rows`. */
export const formatCount = (count: number, one: string, many = `${one}s`, locale?: string): string =>
  `${formatNumber(count, { locale })} ${count === 1 ? one : many}`;

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Sizes in steps of 1000, as file managers and disks count: `12.4 MB`. */
export const formatBytes = (bytes: number, locale?: string): string => {
  const step = bytes < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const unit = BYTE_UNITS[step] ?? "byte";
  const value = bytes / 1000 ** step;
  return write(value, locale, { style: "unit", unit, unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: value >= 100 || step === 0 ? 0 : 1 });
};
