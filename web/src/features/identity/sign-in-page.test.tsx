import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { useSession } from "@/api/session";
import { axeFindings } from "@/test-axe";
import { renderAt } from "./render-at";
import { SetupPage } from "./setup-page";
import { SignInPage } from "./sign-in-page";
import { SignUpPage } from "./sign-up-page";

const user = { id: "u1", email: "ada@example.com", full_name: "Ada Lovelace" };
const signedIn = { access_token: "t1", refresh_token: null, token_type: "bearer", expires_in: 3600, user };
const open = { is_required: false, is_signup_open: true, has_showcase: false, version: "1" };

beforeEach(() => {
  localStorage.clear();
  useSession.setState({ status: "signed-out", user: null, hasEnded: false });
});

test("signing in leads back to where one wanted to go", async () => {
  const keys = userEvent.setup();
  const calls = fakeServer(({ path }) => (path === "/api/v1/setup" ? json(open) : json(signedIn)));
  const { router } = await renderAt("/sign-in?next=%2Fdashboards%2F7%3Fregion%3DWest", SignInPage);
  expect(await axeFindings()).toEqual([]);
  await keys.type(screen.getByLabelText("E-mail"), " ada@example.com");
  await keys.type(screen.getByLabelText("Password"), "Right-1!{Enter}");
  expect(await screen.findByText("elsewhere")).toBeInTheDocument();
  expect(router.state.location.href).toBe("/dashboards/7?region=West");
  const login = calls.find(({ path }) => path === "/api/v1/auth/login");
  expect(login?.headers["x-gnomon-session"]).toBe("cookie");
  expect(JSON.parse(login?.body ?? "")).toEqual({ email: "ada@example.com", password: "Right-1!" });
  expect(useSession.getState()).toEqual({ status: "signed-in", user, hasEnded: false });
});

test("a link to another site is not followed after signing in", async () => {
  const keys = userEvent.setup();
  fakeServer(({ path }) => (path === "/api/v1/setup" ? json(open) : json(signedIn)));
  const { router } = await renderAt("/sign-in?next=%2F%2Fevil.example", SignInPage);
  await keys.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await keys.type(screen.getByLabelText("Password"), "Right-1!{Enter}");
  await screen.findByText("elsewhere");
  expect(router.state.location.href).toBe("/");
});

test("a wrong password says so and keeps what was typed", async () => {
  const keys = userEvent.setup();
  fakeServer(({ path }) => (path === "/api/v1/setup" ? json(open) : problem(401, "UNAUTHENTICATED", "The e-mail address or the password is wrong.")));
  await renderAt("/sign-in", SignInPage);
  await keys.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await keys.type(screen.getByLabelText("Password"), "wrong{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("The e-mail address or the password is wrong.");
  expect(screen.getByLabelText("Password")).toHaveValue("wrong");
});

test("an empty form is not sent, and the first wrong field takes the focus", async () => {
  const keys = userEvent.setup();
  const calls = fakeServer(() => json(open));
  await renderAt("/sign-in", SignInPage);
  await keys.click(screen.getByRole("button", { name: "Sign in" }));
  expect(screen.getAllByRole("alert").map((alert) => alert.textContent)).toEqual(["Enter your e-mail address.", "Enter your password."]);
  expect(calls.filter(({ method }) => method === "POST")).toEqual([]);
});

test("a session that ended says so on the sign-in page", async () => {
  useSession.setState({ status: "signed-out", user: null, hasEnded: true });
  fakeServer(() => json(open));
  await renderAt("/sign-in", SignInPage);
  expect(screen.getByText(/Your session has ended/)).toBeInTheDocument();
});

test("the password rule ticks off its demands while one types, and signing up signs in", async () => {
  const keys = userEvent.setup();
  const calls = fakeServer(({ path }) => (path === "/api/v1/setup" ? json(open) : path.endsWith("/register") ? json(user, 201) : json(signedIn)));
  await renderAt("/sign-up", SignUpPage);
  expect(screen.getAllByLabelText("missing:")).toHaveLength(5);
  await keys.type(screen.getByLabelText("Name"), "Ada Lovelace");
  await keys.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await keys.type(screen.getByLabelText("Password"), "Right-1!");
  expect(screen.getAllByLabelText("met:")).toHaveLength(5);
  expect(await axeFindings()).toEqual([]);
  await keys.click(screen.getByRole("button", { name: "Create account" }));
  await screen.findByText("elsewhere");
  expect(calls.filter(({ method }) => method === "POST").map(({ path }) => path)).toEqual(["/api/v1/auth/register", "/api/v1/auth/login"]);
});

test("a field that the server refuses is marked where it stands", async () => {
  const keys = userEvent.setup();
  fakeServer(({ path }) => (path === "/api/v1/setup" ? json(open) : json({ error: { code: "VALIDATION_ERROR", message: "x", details: { fields: [{ field: "email", message: "This address is not possible." }] } } }, 422)));
  await renderAt("/sign-up", SignUpPage);
  await keys.type(screen.getByLabelText("Name"), "Ada");
  await keys.type(screen.getByLabelText("E-mail"), "ada@x");
  await keys.type(screen.getByLabelText("Password"), "Right-1!{Enter}");
  expect(await screen.findByText("This address is not possible.")).toBeInTheDocument();
  expect(screen.getByLabelText("E-mail")).toBeInvalid();
});

test("closed sign-up says whom to ask", async () => {
  fakeServer(() => json({ ...open, is_signup_open: false }));
  await renderAt("/sign-up", SignUpPage);
  expect(await screen.findByRole("heading", { name: "Sign-up is closed" })).toBeInTheDocument();
});

test("the one-time link makes the first owner; without its token the page says what is missing", async () => {
  const keys = userEvent.setup();
  const calls = fakeServer(({ method }) => (method === "GET" ? json({ ...open, is_required: true }) : json(signedIn, 201)));
  const { unmount } = await renderAt("/setup", SetupPage);
  expect(screen.getByRole("heading", { name: "The link is not complete" })).toBeInTheDocument();
  unmount();
  await renderAt("/setup#token=one-time", SetupPage);
  await keys.type(screen.getByLabelText("Name"), "Ada Lovelace");
  await keys.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await keys.type(screen.getByLabelText("Password"), "Right-1!{Enter}");
  await screen.findByText("elsewhere");
  expect(JSON.parse(calls.find(({ method }) => method === "POST")?.body ?? "")).toEqual({ token: "one-time", full_name: "Ada Lovelace", email: "ada@example.com", password: "Right-1!" });
});
