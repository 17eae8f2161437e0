import { createRootRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { restoreSession } from "@/api/refresh";
import { useSession } from "@/api/session";
import type { DashboardSearch } from "@/features/dashboards/choices";
import type { DatasetTab } from "@/features/datasets/dataset-page";
import type { ExploreSearch } from "@/chart-editor/spec";
import { safeNextPath } from "@/features/identity/next-path";
import type { ModelTab } from "@/features/semantic/model-page";
import { NotFoundPage } from "./not-found-page";

type Search = Record<string, unknown>;

// These pages read their own part of the address with care; here it is only named, so that what reads it stays out of the entry.
const asTyped = <Typed,>(search: Search): Typed => search as Typed;

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

// Whoever comes by a link is a visitor, signed in or not: no session is looked for.
const isVisit = (pathname: string): boolean => pathname.startsWith("/s/");

const root = createRootRoute({ beforeLoad: ({ location }) => (isVisit(location.pathname) ? undefined : restoreSession()) });

const isSignedIn = () => useSession.getState().status === "signed-in";

const refuseSignedIn = ({ search }: { search: { next?: string | undefined } }) => {
  if (isSignedIn()) throw redirect({ href: safeNextPath(search.next), replace: true });
};

const nextSearch = (search: Search): { next?: string | undefined } => {
  const next = textOf(search["next"]);
  return next === undefined ? {} : { next };
};

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: nextSearch,
  beforeLoad: refuseSignedIn,
  component: lazyRouteComponent(() => import("@/features/identity/sign-in-page"), "SignInPage"),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: nextSearch,
  beforeLoad: refuseSignedIn,
  component: lazyRouteComponent(() => import("@/features/identity/sign-up-page"), "SignUpPage"),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("@/features/identity/setup-page"), "SetupPage"),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  component: lazyRouteComponent(() => import("./landing-page"), "LandingPage"),
});

const shared = createRoute({
  getParentRoute: () => root,
  path: "/s/$token",
  validateSearch: asTyped<DashboardSearch>,
  component: lazyRouteComponent(() => import("./shared-route"), "SharedRoute"),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: ({ location }) => {
    if (isSignedIn()) return;
    if (location.pathname === "/" && !useSession.getState().hasEnded) throw redirect({ to: "/welcome", replace: true });
    throw redirect({ to: "/sign-in", search: { next: location.href }, replace: true });
  },
  component: lazyRouteComponent(() => import("./shell"), "Shell"),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("./home-page"), "HomePage"),
});

const explore = createRoute({
  getParentRoute: () => shell,
  path: "/explore",
  validateSearch: asTyped<ExploreSearch>,
  component: lazyRouteComponent(() => import("./explore-route"), "ExploreRoute"),
});

const chart = createRoute({
  getParentRoute: () => shell,
  path: "/charts/$chartId",
  component: lazyRouteComponent(() => import("./chart-route"), "ChartRoute"),
});

const trace = createRoute({
  getParentRoute: () => shell,
  path: "/explore/trace",
  validateSearch: asTyped<ExploreSearch>,
  component: lazyRouteComponent(() => import("@/features/explore/trace-page"), "TracePage"),
});

const sql = createRoute({
  getParentRoute: () => shell,
  path: "/sql",
  component: lazyRouteComponent(() => import("./sql-route"), "SqlRoute"),
});

// The page stays what it is when its address comes to name a query, or another one.
const sqlQuery = createRoute({
  getParentRoute: () => sql,
  path: "/$queryId",
});

const dashboards = createRoute({
  getParentRoute: () => shell,
  path: "/dashboards",
  component: lazyRouteComponent(() => import("./dashboards-route"), "DashboardsRoute"),
});

const newDashboard = createRoute({
  getParentRoute: () => shell,
  path: "/dashboards/new",
  validateSearch: (search: Search): { template?: string } => {
    const template = textOf(search["template"]);
    return template === undefined ? {} : { template };
  },
  component: lazyRouteComponent(() => import("./new-dashboard-route"), "NewDashboardRoute"),
});

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: "/dashboards/$dashboardId",
  validateSearch: asTyped<DashboardSearch & { mode?: "edit"; thread?: string; tile?: string }>,
  component: lazyRouteComponent(() => import("./dashboard-route"), "DashboardRoute"),
});

const folders = createRoute({
  getParentRoute: () => shell,
  path: "/folders",
  validateSearch: asTyped<{ folder?: string }>,
  component: lazyRouteComponent(() => import("./folders-route"), "FoldersRoute"),
});

const data = createRoute({
  getParentRoute: () => shell,
  path: "/data",
  component: lazyRouteComponent(() => import("./data-route"), "DataRoute"),
});

const dataset = createRoute({
  getParentRoute: () => shell,
  path: "/data/$datasetId",
  validateSearch: asTyped<{ tab?: DatasetTab; column?: string }>,
  component: lazyRouteComponent(() => import("./dataset-route"), "DatasetRoute"),
});

const modelRoutes = () => import("./model-routes");

const datasetModel = createRoute({
  getParentRoute: () => shell,
  path: "/data/$datasetId/model",
  validateSearch: asTyped<{ tab?: ModelTab }>,
  component: lazyRouteComponent(modelRoutes, "DatasetModelRoute"),
});

const models = createRoute({
  getParentRoute: () => shell,
  path: "/models",
  component: lazyRouteComponent(modelRoutes, "ModelsRoute"),
});

const model = createRoute({
  getParentRoute: () => shell,
  path: "/models/$modelId",
  validateSearch: asTyped<{ tab?: ModelTab }>,
  component: lazyRouteComponent(modelRoutes, "ModelRoute"),
});

const missing = createRoute({
  getParentRoute: () => shell,
  path: "$",
  component: NotFoundPage,
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings-layout"), "SettingsLayout"),
});

const settingsPages = () => import("./settings-pages");

const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => { throw redirect({ to: "/settings/profile", replace: true }); },
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: "/profile",
  component: lazyRouteComponent(() => settingsPages().then(({ profilePage }) => profilePage()), "ProfilePage"),
});

const members = createRoute({
  getParentRoute: () => settings,
  path: "/members",
  component: lazyRouteComponent(() => settingsPages().then(({ membersPage }) => membersPage()), "MembersPage"),
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: "/api-keys",
  component: lazyRouteComponent(() => settingsPages().then(({ apiKeysPage }) => apiKeysPage()), "ApiKeysPage"),
});

const trash = createRoute({
  getParentRoute: () => settings,
  path: "/trash",
  component: lazyRouteComponent(() => settingsPages().then(({ trashPage }) => trashPage()), "TrashPage"),
});

const themes = createRoute({
  getParentRoute: () => settings,
  path: "/themes",
  component: lazyRouteComponent(() => settingsPages().then(({ themeRoutes }) => themeRoutes()), "ThemesRoute"),
});

const theme = createRoute({
  getParentRoute: () => settings,
  path: "/themes/$themeId",
  component: lazyRouteComponent(() => settingsPages().then(({ themeRoutes }) => themeRoutes()), "ThemeRoute"),
});

export const routeTree = root.addChildren([
  signIn,
  signUp,
  setup,
  welcome,
  shared,
  shell.addChildren([home, explore, chart, trace, sql.addChildren([sqlQuery]), dashboards, newDashboard, dashboard, folders, data, dataset, datasetModel, models, model, settings.addChildren([settingsIndex, profile, members, themes, theme, apiKeys, trash]), missing]),
]);
