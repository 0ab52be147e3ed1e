import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Serves the gallery: `pnpm --filter @latchkey/ui exec vite --open /gallery.html`. A browser story builds it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // There is no PostCSS here; without this, Vite looks for its configuration all the way up.
  css: { postcss: {} },
  build: { rolldownOptions: { input: "gallery.html" } },
});
