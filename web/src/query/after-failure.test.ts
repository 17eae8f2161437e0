import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { afterFailure } from "./after-failure";

test("only a question that has failed is asked past the server's cache", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 0 } } });
  const asked: unknown[] = [];
  const ask = (isRefused: boolean) =>
    client.fetchQuery({
      queryKey: ["rows"],
      queryFn: (context) => {
        asked.push(afterFailure(context));
        return isRefused ? Promise.reject(new Error("refused")) : Promise.resolve("rows");
      },
    }).catch(() => undefined);
  await ask(false);
  await ask(true);
  await ask(false);
  expect(asked).toEqual([{}, {}, { skip_cache: true }]);
});
