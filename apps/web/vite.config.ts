import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import packageJson from "./package.json" with { type: "json" };
import { compileCatalogues } from "./compile-catalogues.ts";
import { trimFont } from "./trim-font.ts";

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
 * Takes out of the router what it says to developers, and the parts of it that are not used: its package leads browsers to the
 * build that warns, and names its components in a way that keeps all of them.
 */
function leaveOutUnusedRouter(): Plugin {
  return {
    name: "leave-out-unused-router",
    apply: "build",
    transform: {
      filter: { id: /\/react-router\/dist\/development\// },
      handler: (code) => ({
        code: code
          .replace("ENABLE_DEV_WARNINGS = true", "ENABLE_DEV_WARNINGS = false")
          .replaceAll(/^\w+\.displayName = "\w+";$/gm, "")
          .replaceAll(/= (React\w*\.(?:forwardRef|memo|createContext)\()/g, "= /* @__PURE__ */ $1"),
        map: null,
      }),
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

/** What every page has, and what the pages of users share with the console or are styled with: all with what it needs. */
const start = [
  "/web/src/main.tsx",
  "/ui/src/styles.css",
  "/ui/src/text-field.tsx",
  "/ui/src/password-field.tsx",
  "/icons/x.mjs",
  "/shared/api.ts",
  "/shared/form-problems.tsx",
  "/shared/list-address.ts",
  "/shared/moments.tsx",
  "/shared/use-sensitive-mutation.ts",
  "/sign-in/next-path.ts",
  "/contract/src/password-change-links.ts",
  "/contract/src/sessions.ts",
  "/contract/src/sign-in.ts",
  "/contract/src/text.ts",
  "/link-user.module.css",
  "/rule-list.module.css",
  "/sign-in-form.module.css",
  "/stop-page.module.css",
  "/use-new-password.module.css",
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [compileCatalogues(), trimFont(), react(), leaveOutUnusedRouter(), declareLayers(), precompress()],
  // What the screens use of zod: see docs/decisions/0064-first-loads-by-their-weight.md.
  resolve: { alias: [{ find: /^zod$/, replacement: join(import.meta.dirname, "src/shared/small-zod.ts") }] },
  // There is no PostCSS here; without this, Vite looks for its configuration all the way up.
  css: { postcss: {} },
  build: {
    target: packageJson.browserslist.map((oldest) => oldest.replace("ios_saf", "ios").replace(" >= ", "")),
    // The content policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One file costs less in headers and compression than dozens of tiny ones. A group takes its pages with all that they
          // need and no earlier group has: in the order in which people meet them.
          groups: [
            { name: "vendor", tags: ["$initial"], test: /node_modules\//, priority: 9 },
            // Most languages load alone; this one is also in what only administrators read.
            { name: "en", test: /languages\/en\.ts$/, priority: 8 },
            { name: "start", test: (id) => start.some((name) => id.endsWith(name)), priority: 7 },
            { name: "mailed-link", test: /\/(?:reset-password-page|stop-page)\.tsx$/, priority: 6 },
            { name: "sign-in", test: /\/sign-in-page\.tsx$/, priority: 5 },
            { name: "router", test: /\/app\/providers\.tsx$/, priority: 4 },
            {
              name: "console",
              test: /\/app\/(?:signed-in|guards|shell|console)\.|\/users-page\.tsx$|\/en-account\.ts$/,
              priority: 3,
            },
            // What several of the other pages need, but for the fields with a search, which are large and on few pages.
            {
              name: "parts",
              test: /\/packages\/ui\/src\/(?!combo|tags|finder|palette)|\/apps\/web\/src\/(?:shared|sessions|mail)\//,
              minShareCount: 2,
              priority: 2,
            },
            { name: "record", test: /\/users\/(?:new-)?user-page\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
});
