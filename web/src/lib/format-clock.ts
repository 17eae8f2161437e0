import { readerLocale } from "./locale";

/** The time of day in the reader's zone: `14:03`. */
export const formatClock = (moment: number | Date, locale = readerLocale()): string =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);
