import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { ThemePage } from "@/features/themes/theme-page";
import { ThemesPage } from "@/features/themes/themes-page";
import { Button } from "@/ui/button";

const NEW = "new";
const LINK = "rounded-sm hover:underline";

export function ThemesRoute() {
  return (
    <ThemesPage
      linkTo={({ id, name }) => <Link to="/settings/themes/$themeId" params={{ themeId: id }} className={`block truncate ${LINK}`}>{name}</Link>}
      newTheme={<Button asChild variant="primary"><Link to="/settings/themes/$themeId" params={{ themeId: NEW }}><Plus aria-hidden />New theme</Link></Button>}
    />
  );
}

const themeRoute = getRouteApi("/shell/settings/themes/$themeId");

export function ThemeRoute() {
  const { themeId } = themeRoute.useParams();
  const navigate = useNavigate();
  return (
    <ThemePage
      key={themeId}
      themeId={themeId === NEW ? null : themeId}
      onSaved={({ id }) => { if (id !== themeId) void navigate({ to: "/settings/themes/$themeId", params: { themeId: id }, replace: true }); }}
      above={<Link to="/settings/themes" className={LINK}>All themes</Link>}
    />
  );
}
