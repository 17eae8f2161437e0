const HOME = "/";
const notAPlaceToReturnTo = /^\/(sign-in|sign-up|setup|api)(\/|\?|#|$)/;

/** Where to go after signing in: a path of this site and nothing else, whatever the address bar says. */
export const safeNextPath = (next: unknown, origin: string = window.location.origin): string => {
  if (typeof next !== "string" || !next.startsWith("/")) return HOME;
  let target: URL;
  try {
    target = new URL(next, origin);
  } catch {
    return HOME;
  }
  // Compared after parsing: "//host", "/\host" and a tab between two slashes all lead elsewhere.
  if (target.origin !== origin || notAPlaceToReturnTo.test(target.pathname)) return HOME;
  return target.pathname + target.search + target.hash;
};
