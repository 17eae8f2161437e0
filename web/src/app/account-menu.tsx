import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useSession } from "@/api/session";
import { signOut } from "@/features/identity/api";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import type { LazyMenuProps } from "@/ui/lazy-menu";
import { chooseTheme, useTheme, type ThemeChoice } from "@/ui/theme";

const themes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "As the system", icon: Monitor },
] as const;

export const useSignOut = () => {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return async () => {
    await signOut();
    queryClient.clear();
    await navigate({ to: "/welcome" });
  };
};

export function AccountMenu({ trigger }: LazyMenuProps) {
  const user = useSession((session) => session.user);
  const theme = useTheme((store) => store.choice);
  const navigate = useNavigate();
  const leave = useSignOut();
  if (user === null) return null;
  const name = user.full_name ?? user.email;
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent side="right" align="end" className="w-60">
        <div className="px-2 py-1.5">
          <div className="truncate font-medium">{name}</div>
          <div className="truncate text-xs text-muted">{user.email}</div>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<UserRound aria-hidden />} onSelect={() => void navigate({ to: "/settings/profile" })}>Profile</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={(choice) => { chooseTheme(choice as ThemeChoice); }}>
          {themes.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => { event.preventDefault(); }}>
              <Icon aria-hidden />{label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<LogOut aria-hidden />} onSelect={() => void leave()}>Sign out</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
