import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, render } from "@testing-library/react";
import type { ReactNode } from "react";

/** Draws one page at an address, for tests; every other address says "elsewhere". */
export const renderAt = async (href: string, Page: () => ReactNode) => {
  const root = createRootRoute();
  const path = href.split(/[?#]/)[0] ?? href;
  const page = createRoute({ getParentRoute: () => root, path, component: Page });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: () => <p>elsewhere</p> });
  const home = createRoute({ getParentRoute: () => root, path: "/", component: () => <p>elsewhere</p> });
  const router = createRouter({ routeTree: root.addChildren([page, elsewhere, home]), history: createMemoryHistory({ initialEntries: [href] }) });
  await act(() => router.load());
  // The type of the app's own router is registered globally; this one is smaller.
  const drawn = render(<RouterProvider router={router as never} />);
  return { ...drawn, router };
};
