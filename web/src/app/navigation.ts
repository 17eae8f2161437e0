import { Compass, Database, House, LayoutDashboard, Settings, SquareTerminal, type LucideIcon } from "lucide-react";

export type Place = { to: "/" | "/explore" | "/sql" | "/dashboards" | "/data" | "/settings"; label: string; icon: LucideIcon; isExact?: boolean };

export const places: readonly Place[] = [
  { to: "/", label: "Home", icon: House, isExact: true },
  { to: "/explore", label: "Explore", icon: Compass },
  { to: "/sql", label: "SQL", icon: SquareTerminal },
  { to: "/dashboards", label: "Dashboards", icon: LayoutDashboard },
  { to: "/data", label: "Data", icon: Database },
  { to: "/settings", label: "Settings", icon: Settings },
];
