import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { asProblem, Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { errorWords } from "@/ui/error-boundary";
import { ProblemNotice } from "@/ui/problem-notice";

const isOldPage = (error: unknown): boolean => error instanceof Error && /dynamically imported module|module script/i.test(error.message);

/** A page that could not be opened: says why, and leaves the rest of the window alone. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    // After an update of the server the old parts of the app are gone: only a new load brings the new ones.
    if (isOldPage(error)) window.location.reload();
    reset();
    void router.invalidate();
  };
  const words = isOldPage(error)
    ? { message: "A part of this page could not be fetched.", hint: "The server may have been updated in the meantime. Trying again loads the page anew." }
    : error instanceof Problem ? asProblem(error) : errorWords(error);
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 p-6">
      <ProblemNotice isPage title="This page could not be opened" problem={words} onRetry={retry} />
      <div><Button asChild><Link to="/">To the start page</Link></Button></div>
    </div>
  );
}
