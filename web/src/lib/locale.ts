/** The reader's locale; undefined lets `Intl` take the environment's. */
export const readerLocale = (): string | undefined =>
  typeof navigator === "undefined" ? undefined : navigator.languages[0];
