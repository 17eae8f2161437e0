import { create } from "zustand";

export type ThemeChoice = "light" | "dark" | "system";

// `public/theme.js` reads the same key before the first paint.
const KEY = "gnomon.theme";
const systemIsDark = () => window.matchMedia("(prefers-color-scheme: dark)");

const readChoice = (): ThemeChoice => {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
};

const resolve = (choice: ThemeChoice): "light" | "dark" =>
  choice === "system" ? (systemIsDark().matches ? "dark" : "light") : choice;

type ThemeStore = { choice: ThemeChoice; theme: "light" | "dark" };

export const useTheme = create<ThemeStore>(() => {
  const choice = readChoice();
  return { choice, theme: resolve(choice) };
});

const apply = (choice: ThemeChoice): void => {
  const theme = resolve(choice);
  document.documentElement.classList.toggle("dark", theme === "dark");
  useTheme.setState({ choice, theme });
};

export const chooseTheme = (choice: ThemeChoice): void => {
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  apply(choice);
};

/** Follow the system and the other tabs; returns what stops it. */
export const followTheme = (): (() => void) => {
  const media = systemIsDark();
  const onSystem = () => { apply(readChoice()); };
  const onStorage = (event: StorageEvent) => { if (event.key === KEY || event.key === null) apply(readChoice()); };
  media.addEventListener("change", onSystem);
  window.addEventListener("storage", onStorage);
  apply(readChoice());
  return () => {
    media.removeEventListener("change", onSystem);
    window.removeEventListener("storage", onStorage);
  };
};
