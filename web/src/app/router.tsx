import { createRouter } from "@tanstack/react-router";
import { NotFoundPage } from "./not-found-page";
import { RouteError } from "./route-error";
import { PageSkeleton } from "./page-skeleton";
import { routeTree } from "./routes";

export const makeRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
