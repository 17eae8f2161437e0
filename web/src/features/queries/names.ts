import { isReserved, mayBeAlias } from "./keywords";

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A name as a statement must write it: between quotes where the engine would read it as something else. */
export const written = (name: string): string => (PLAIN.test(name) && !isReserved(name) && mayBeAlias(name) ? name : quoted(name));

/** Names are compared as the engine compares them, in whichever letters they were written. */
export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const QUALIFIED = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/;

/** A name that the server proposes, as it can stand in a statement: one with its table before it is taken as it is. */
export const proposed = (name: string): string => (QUALIFIED.test(name) ? name : written(name));
