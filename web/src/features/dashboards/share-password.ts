// Nothing that reads like something else; 32 of them, so that a byte chooses without preference.
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const LENGTH = 4;

const group = (): string => [...crypto.getRandomValues(new Uint8Array(LENGTH))].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");

/** A password of 80 random bits that can be read out on the telephone. */
export const generatePassword = (): string => Array.from({ length: GROUPS }, group).join("-");
