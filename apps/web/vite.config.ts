import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Writes `.br` and `.gz` beside every hashed script and style, so that the server never compresses on request. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const names = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const file = join(dir, name);
          const content = await readFile(file);
          await writeFile(`${file}.br`, await promisify(brotliCompress)(content));
          await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
        }),
      );
    },
  };
}

/**
 * Opens every style sheet with the order of the cascade layers. The order is set by whichever sheet arrives first, and with
 * lazy pages that is not always the one that declares it.
 */
function declareLayers(): Plugin {
  return {
    name: "declare-layers",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== "asset" || !file.fileName.endsWith(".css")) continue;
          file.source = `@layer reset,tokens,ui,app;${file.source}`;
        }
      },
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), declareLayers(), precompress()],
  // There is no PostCSS here; without this, Vite looks for its configuration all the way up.
  css: { postcss: {} },
  build: {
    // The content policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Chunks run before the module that imports them: zod's setting has to stand in zod's own.
          groups: [
            { name: "zod", test: /node_modules\/zod\/|zod-without-eval\.ts$/, priority: 2 },
            // Most pages need these; one file costs less in headers and compression than dozens of tiny ones.
            { name: "shared", test: /(apps\/web|packages\/\w+)\/src\/|lucide-react/, minShareCount: 5 },
          ],
        },
      },
    },
  },
});
