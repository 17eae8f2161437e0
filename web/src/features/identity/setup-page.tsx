import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { setupOptions } from "@/api/me";
import { Button } from "@/ui/button";
import { usePageTitle } from "@/ui/use-page-title";
import { setUp } from "./api";
import { AuthLayout } from "./auth-layout";
import { NewPersonForm } from "./new-person-form";

export function SetupPage() {
  usePageTitle("Set up");
  const { token } = useSearch({ strict: false });
  const { data: setup } = useQuery(setupOptions());
  if (setup && !setup.is_required) {
    return (
      <AuthLayout title="This server is set up" lead="Its first owner has already taken the one-time link. Sign in with an account of your own.">
        <Button asChild variant="primary" size="lg"><Link to="/sign-in">Sign in</Link></Button>
      </AuthLayout>
    );
  }
  if (typeof token !== "string" || token === "") {
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
