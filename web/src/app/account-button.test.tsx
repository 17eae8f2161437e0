import { render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { useSession } from "@/api/session";
import { AccountButton } from "./account-button";

afterEach(() => { useSession.setState({ user: null }); });

test("what stands on the button of the account is a part of what it is called, for those who speak to it", () => {
  useSession.setState({ user: { id: "u", full_name: "Ada King Lovelace", email: "ada@example.org" } as never });
  render(<AccountButton />);
  const button = screen.getByRole("button", { name: "Account of Ada King Lovelace (AK)" });
  expect(button).toHaveTextContent(/^AK$/);
});
