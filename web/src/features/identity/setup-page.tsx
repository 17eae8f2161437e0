import { Link, useLocation } from "@tanstack/react-router";
import { useSetupState } from "@/api/setup-state";
import { Button } from "@/ui/button";
import { usePageTitle } from "@/ui/use-page-title";
import { setUp } from "./api";
import { AuthLayout } from "./auth-layout";
import { NewPersonForm } from "./new-person-form";

/** The token stands behind the `#`, where no server or proxy logs it; after a `?` it is taken too. */
const tokenOf = (parameters: string): string => new URLSearchParams(parameters).get("token") ?? "";

export function SetupPage() {
  usePageTitle("Set up");
  const token = tokenOf(useLocation({ select: ({ hash, searchStr }) => `${searchStr.replace(/^\?/, "")}&${hash}` }));
  const setup = useSetupState();
  if (setup && !setup.is_required) {
    return (
      <AuthLayout title="This server is set up" lead="Its first owner has already taken the one-time link. Sign in with an account of your own.">
        <Button asChild variant="primary" size="lg"><Link to="/sign-in">Sign in</Link></Button>
      </AuthLayout>
    );
  }
  if (token === "") {
    return (
      <AuthLayout title="The link is not complete" lead="Open the whole set-up link that the server printed when it started: it ends in a one-time token. Starting the server again prints it again.">
        <Button asChild size="lg"><Link to="/">To the start page</Link></Button>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title="Set up Gnomon" lead="You are the first one here. This account owns the server and the first workspace.">
      <NewPersonForm submitLabel="Create the owner's account" next="/" send={(person) => setUp({ ...person, token })} />
    </AuthLayout>
  );
}
