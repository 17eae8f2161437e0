import { expect, test } from "vitest";
import { passwordDemands, passwordProblem } from "./password-rule";

const unmet = (password: string) => passwordDemands(password).filter((demand) => !demand.isMet).map((demand) => demand.id);

test("each demand is ticked off by itself", () => {
  expect({ "": unmet(""), "abc": unmet("abc"), "Abcdefg1": unmet("Abcdefg1"), "Abcdef 1": unmet("Abcdef 1"), "Ärger-mit-7": unmet("Ärger-mit-7") }).toEqual({
    "": ["length", "upper", "lower", "digit", "special"],
    "abc": ["length", "upper", "digit", "special"],
    "Abcdefg1": ["special"],
    "Abcdef 1": ["special"],
    "Ärger-mit-7": [],
  });
});

test("a password longer than the server takes is refused before it is sent", () => {
  expect([passwordProblem(`Aa1!${"x".repeat(252)}`), passwordProblem(`Aa1!${"x".repeat(253)}`)]).toEqual([undefined, "Choose a shorter password: at most 256 characters."]);
});
