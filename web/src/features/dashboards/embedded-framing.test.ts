import { afterEach, describe, expect, it, vi } from "vitest";
import { handedIn, handIn, isNarrower } from "./embedded-framing";

const [ONE, TWO] = ["https://one.example", "https://two.example"];
const part = (value: unknown): string => btoa(String.fromCodePoint(...new TextEncoder().encode(JSON.stringify(value)))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const tokenOf = (claims: unknown): string => `${part({ alg: "HS256" })}.${part(claims)}.proof`;

afterEach(() => { document.head.replaceChildren(); document.body.replaceChildren(); });

describe("who may frame what a token shows", () => {
  it.each([
    [{ origins: [ONE] }, [ONE, TWO], true],
    [{ origins: [ONE, TWO] }, [ONE, TWO], false],
    [{ origins: [] }, [ONE], true],
    [{ sub: "Ærøskøbing?>" }, [ONE, TWO], false],
    [{ origins: ONE }, [ONE, TWO], false],
    ["text", [ONE], false],
    [null, [ONE], false],
  ])("reads %j beside %j as narrower: %s", (claims, listed, expected) => {
    expect(isNarrower(tokenOf(claims), listed)).toBe(expected);
  });

  it.each(["", "a", "a.b.c", "..", "a.%%%.c"])("takes %j for a token that names nobody", (token) => {
    expect(isNarrower(token, [ONE])).toBe(false);
  });

  it("knows what the page was handed in with", () => {
    expect(handedIn(document)).toBeNull();
    const meta = document.createElement("meta");
    meta.name = "gnomon-embed-token";
    document.head.append(meta);
    meta.content = "";
    expect(handedIn(document)).toBeNull();
    meta.content = "refused";
    expect(handedIn(document)).toBe("refused");
    meta.content = "a.b.c";
    expect(handedIn(document)).toEqual({ token: "a.b.c" });
  });

  it("hands the token in by a form, never in an address, and keeps the look", () => {
    const sent: string[] = [];
    const submit = vi.spyOn(HTMLFormElement.prototype, "submit").mockImplementation(function (this: HTMLFormElement) {
      sent.push(this.method, this.getAttribute("action") ?? "", ...[...this.querySelectorAll("input")].map(({ name, value }) => `${name}=${value}`));
    });
    handIn(window, "a.b.c", { theme: "dark", background: null });
    handIn(window, "d.e.f", {});
    expect(sent).toEqual(["post", `${window.location.pathname}#theme=dark`, "token=a.b.c", "post", window.location.pathname, "token=d.e.f"]);
    submit.mockRestore();
  });
});
