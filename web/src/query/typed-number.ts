import type { FilterValue } from "@/api/contracts";

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** A number as the question takes it: digits that a double cannot hold stay text. Undefined when it is none. */
export const numberFrom = (text: string): FilterValue | undefined => {
  const plain = text.trim().replaceAll(/[\s\u202f',](?=\d{3}\b)/g, "");
  if (plain === "") return null;
  if (!NUMBER.test(plain)) return undefined;
  const value = Number(plain);
  const isExact = Number.isSafeInteger(value) || plain.replace(/^[-+]?0*|\D/g, "").length <= 15;
  return isExact ? value : plain;
};
