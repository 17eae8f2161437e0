import { expect, test } from "vitest";
import { deviceWords } from "./device-words";

test("a user agent is told in words that its owner knows", () => {
  const agents = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
    "curl/8.5.0",
    null,
  ];
  expect(agents.map(deviceWords)).toEqual(["Firefox on Linux", "Edge on macOS", "Safari on iOS", "Chrome on Android", "curl", "Unknown device"]);
});
