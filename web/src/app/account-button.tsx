import { useSession } from "@/api/session";
import { lazyMenu } from "@/ui/lazy-menu";

const AccountMenu = lazyMenu(async () => (await import("./account-menu")).AccountMenu);

const initials = (name: string): string =>
  name.split(/[\s@.]+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]?.toUpperCase()).join("");

/** Who is signed in; opens what concerns them. */
export function AccountButton() {
  const user = useSession((session) => session.user);
  if (user === null) return null;
  const name = user.full_name ?? user.email;
  return (
    <AccountMenu
      trigger={
        <button type="button" aria-label={`Account of ${name} (${initials(name)})`} className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text">
          {initials(name)}
        </button>
      }
    />
  );
}
