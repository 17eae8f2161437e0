import { isRecord } from "@/lib/is-record";

/** What the page was told of the token that it was handed in with; null where it came without one. */
export type HandedIn = { token: string } | "refused" | null;

export const handedIn = (document: Document): HandedIn => {
  const said = document.querySelector<HTMLMetaElement>("meta[name=gnomon-embed-token]")?.content ?? "";
  if (said === "") return null;
  return said === "refused" ? said : { token: said };
};

/** The origins that a token names, as far as it can be read without its secret. */
const originsIn = (token: string): readonly unknown[] | null => {
  try {
    const claims: unknown = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
    return isRecord(claims) && Array.isArray(claims["origins"]) ? claims["origins"] : null;
  } catch {
    return null;
  }
};

/** Whether a token shows its dashboard to fewer sites than those that may frame this page. */
export const isNarrower = (token: string, listed: readonly string[]): boolean => {
  const named = originsIn(token);
  return named !== null && listed.some((one) => !named.includes(one));
};

/** Loads the page anew for a token, so that the browser holds those who frame it to what the token says. */
export const handIn = (window: Window, token: string, said: Readonly<Record<string, string | null | undefined>>): void => {
  const { document } = window;
  const form = document.createElement("form");
  const kept = new URLSearchParams(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  form.method = "post";
  form.action = `${window.location.pathname}${kept.size > 0 ? `#${kept.toString()}` : ""}`;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "token";
  field.value = token;
  form.append(field);
  document.body.append(form);
  form.submit();
};
