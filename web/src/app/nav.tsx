import { Link } from "@tanstack/react-router";
import { places } from "./navigation";

const linkClasses =
  "flex flex-col items-center justify-center gap-0.5 rounded-md text-2xs font-medium text-muted transition-colors hover:bg-hover hover:text-fg data-[status=active]:bg-accent-soft data-[status=active]:text-accent-text [&_svg]:size-5";

/** The places of the app: a rail on the left, a bar at the bottom of a phone. */
export function MainNav() {
  return (
    <nav aria-label="Main" className="flex flex-1 flex-row gap-1 sm:flex-col">
      {places.map(({ to, label, icon: Icon, isExact }) => (
        <Link key={to} to={to} activeOptions={{ exact: isExact ?? false, includeSearch: false }} className={`${linkClasses} h-12 flex-1 sm:h-13 sm:flex-none`}>
          <Icon aria-hidden strokeWidth={1.75} />
          {label}
        </Link>
      ))}
    </nav>
  );
}
