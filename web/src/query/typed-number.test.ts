import { expect, test } from "vitest";
import { numberFrom } from "./typed-number";

test("what people type as a number is one, in every digit, or is refused", () => {
  const typed = ["12.5", " 1,234 ", "-3e2", "", "12345678901234567890", "0.1", "twelve", "1,2", "1.2.3", "--5", "Infinity"];
  expect(typed.map(numberFrom)).toEqual([12.5, 1234, -300, null, "12345678901234567890", 0.1, undefined, undefined, undefined, undefined, undefined]);
});
