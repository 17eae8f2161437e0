import { Link, useSearch } from "@tanstack/react-router";
import { useSetupState } from "@/api/setup-state";
import { usePageTitle } from "@/ui/use-page-title";
import { signUp } from "./api";
import { AuthLayout } from "./auth-layout";
import { NewPersonForm } from "./new-person-form";

const linkClasses = "rounded-sm font-medium text-accent-text underline underline-offset-4";

export function SignUpPage() {
  usePageTitle("Create an account");
  const { next } = useSearch({ strict: false });
  const setup = useSetupState();
  const toSignIn = <Link to="/sign-in" search={{ next }} className={linkClasses}>Sign in</Link>;
  if (setup && !setup.is_signup_open) {
    return (
      <AuthLayout title="Sign-up is closed" lead="On this server, accounts are made by its administrator. Ask for one, then sign in.">
        {toSignIn}
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title="Create an account" lead="You get a workspace of your own; others join it when you add them." below={<>You have an account? {toSignIn}</>}>
      <NewPersonForm submitLabel="Create account" next={next} send={signUp} />
    </AuthLayout>
  );
}
