import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Serves the gallery: `pnpm --filter @latchkey/ui exec vite --open /gallery.html`. */
export default defineConfig({ plugins: [react()] });
