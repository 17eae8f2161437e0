import { create } from "zustand";

export type ThemeChoice = "light" | "dark" | "system";

// `public/theme.js` reads the same key before the first paint.
const KEY = "gnomon.theme";
const systemIsDark = () => window.matchMedia("(prefers-color-scheme: dark)");

const readStored = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // In a frame of another site there may be no storage: the system decides.
    return null;
  }
};

const readChoice = (): ThemeChoice => {
  const stored = readStored();
  return stored === "light" || stored === "dark" ? stored : "system";
};

const resolve = (choice: ThemeChoice): "light" | "dark" =>
  choice === "system" ? (systemIsDark().matches ? "dark" : "light") : choice;

type ThemeStore = { choice: ThemeChoice; theme: "light" | "dark" };

export const useTheme = create<ThemeStore>(() => {
  const choice = readChoice();
  return { choice, theme: resolve(choice) };
});

/** Shows a look without keeping it. */
export const showTheme = (choice: ThemeChoice): void => {
  const theme = resolve(choice);
  document.documentElement.classList.toggle("dark", theme === "dark");
  useTheme.setState({ choice, theme });
};

export const chooseTheme = (choice: ThemeChoice): void => {
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  showTheme(choice);
};

/** Follow the system while its look is the one that is shown; returns what stops it. */
export const followSystemTheme = (): (() => void) => {
  const media = systemIsDark();
  const onSystem = () => { if (useTheme.getState().choice === "system") showTheme("system"); };
  media.addEventListener("change", onSystem);
  return () => { media.removeEventListener("change", onSystem); };
};

/** Follow the system and the other tabs; returns what stops it. */
export const followTheme = (): (() => void) => {
  const media = systemIsDark();
  const onSystem = () => { showTheme(readChoice()); };
  const onStorage = (event: StorageEvent) => { if (event.key === KEY || event.key === null) showTheme(readChoice()); };
  media.addEventListener("change", onSystem);
  window.addEventListener("storage", onStorage);
  showTheme(readChoice());
  return () => {
    media.removeEventListener("change", onSystem);
    window.removeEventListener("storage", onStorage);
  };
};
