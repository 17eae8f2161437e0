import { beforeEach, expect, it } from "vitest";
import { forgetDestination, keepDestination, readDestination } from "./destination";

beforeEach(() => { sessionStorage.clear(); });

it("keeps where a picture should go until it is forgotten", () => {
  const destination = { dashboardId: "d", pageId: "p", tileId: null };
  expect(readDestination()).toBeNull();
  keepDestination(destination);
  expect(readDestination()).toEqual(destination);
  forgetDestination();
  expect(readDestination()).toBeNull();
});

it("takes nothing that it did not write", () => {
  for (const words of ["{", "[]", "{\"dashboardId\":7}", "7"]) {
    sessionStorage.setItem("gnomon.explore.destination", words);
    expect(readDestination()).toBeNull();
  }
});
