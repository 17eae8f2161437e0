const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Keys pressed together with the system's own: “⇧⌘Z” on Apple's, “Ctrl+Shift+Z” on the others. */
export const shortcut = (key: string, { withShift = false } = {}): string =>
  isApple() ? `${withShift ? "⇧" : ""}⌘${key}` : `Ctrl+${withShift ? "Shift+" : ""}${key}`;

/** A key pressed with Alt, which Apple's keyboards call Option. */
export const altShortcut = (key: string): string => `${isApple() ? "⌥" : "Alt+"}${key}`;
