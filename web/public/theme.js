// Runs before the first paint, so that a dark screen never flashes white. `src/ui/theme.ts` writes the same key.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("gnomon.theme");
  } catch {
    // Storage is switched off: the system decides.
  }
  var isDark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", isDark);
})();
