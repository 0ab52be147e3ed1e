// Runs before the first paint, so that a chosen theme never flashes. Beside it: src/shared/theme.ts.
try {
  const theme = localStorage.getItem("latchkey-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps no storage follows the system.
}
