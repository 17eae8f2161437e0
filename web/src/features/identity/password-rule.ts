export type PasswordDemand = { id: "length" | "upper" | "lower" | "digit" | "special"; words: string; isMet: boolean };

const LONGEST = 256;

/** The rule of the server, one demand at a time, so that a form can tick them off while somebody types. */
export const passwordDemands = (password: string): PasswordDemand[] => [
  { id: "length", words: "8 characters or more", isMet: [...password].length >= 8 },
  { id: "upper", words: "An upper-case letter", isMet: /\p{Lu}/u.test(password) },
  { id: "lower", words: "A lower-case letter", isMet: /\p{Ll}/u.test(password) },
  { id: "digit", words: "A digit", isMet: /\d/.test(password) },
  { id: "special", words: "A special character, like ! or %", isMet: /[^\p{L}\p{N}\s]/u.test(password) },
];

export const passwordProblem = (password: string): string | undefined => {
  const missing = passwordDemands(password).filter((demand) => !demand.isMet);
  if (missing.length > 0) return `Still missing: ${missing.map((demand) => demand.words.toLowerCase()).join("; ")}.`;
  if ([...password].length > LONGEST) return `Choose a shorter password: at most ${String(LONGEST)} characters.`;
  return undefined;
};
