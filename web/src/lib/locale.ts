let wanted: string | undefined;

/** Writes numbers and dates of this page as a place does, whatever the reader's own is; what is no place changes nothing. */
export const chooseLocale = (locale: string): void => {
  try {
    [wanted] = Intl.getCanonicalLocales(locale);
  } catch {
    wanted = undefined;
  }
};

/** The reader's locale; undefined lets `Intl` take the environment's. */
export const readerLocale = (): string | undefined =>
  wanted ?? (typeof navigator === "undefined" ? undefined : navigator.languages[0]);
