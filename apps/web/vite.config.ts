import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { compileCatalogues } from "./compile-catalogues.ts";

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

/** Takes the makers of JSON Schema out of zod: every schema refers to them, but only the server's description of the API calls them. */
function leaveOutJsonSchema(): Plugin {
  return {
    name: "leave-out-json-schema",
    apply: "build",
    transform: {
      filter: { id: /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/ },
      handler(code) {
        const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
        return { code: names.map((name) => `export const ${name} = () => undefined;`).join("\n"), map: null };
      },
    },
  };
}

/**
 * Takes out of the router what only an application rendered by a server does with links, and the warnings for developers:
 * its packages know one build for everybody. Throws when a newer version has neither.
 */
function leaveOutServerRendering(): Plugin {
  const warnings = "ENABLE_DEV_WARNINGS = true";
  const prefetch = "function PrefetchPageLinks(";
  return {
    name: "leave-out-server-rendering",
    apply: "build",
    transform: {
      filter: { id: /\/react-router\/dist\/.*\/chunk-/, code: prefetch },
      handler(code) {
        if (!code.includes(warnings)) throw new Error("The router has no developers' warnings to leave out.");
        return {
          code: code
            .replace(warnings, "ENABLE_DEV_WARNINGS = false")
            .replace(prefetch, "function PrefetchPageLinks() { return null; }\nfunction leftOut("),
          map: null,
        };
      },
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

const mailedLinkParts = [
  "node_modules/@base-ui/react/(?:csp-provider|internals/csp-context)/",
  "node_modules/lucide-react/dist/esm/(?!icons/)",
  "packages/ui/src/(?:banner|button|button-class|class-names|field-frame|password-field|problem-summary)\\.",
  "packages/ui/src/(?:product-mark|rule-list|solo-page|spinner|text-field|tone-icon|visually-hidden)\\.",
  "node_modules/@internationalized/string/",
  "packages/contract/src/languages\\.",
  "packages/ui/src/ui-words\\.",
  "apps/web/src/languages/(?:choose-language|language-switch|open-speech|speech|use-messages)\\.",
  "apps/web/src/shared/(?:api|form-problems|moments|now|page-title|problem-type|problem-words|public-page)\\.",
  "apps/web/src/shared/(?:refresh-screen|server-clock|session-events|use-problem-text)\\.",
  "apps/web/src/shared/(?:use-sensitive-mutation|waiting-button)\\.",
  "apps/web/src/stops/(?:link-ends|link-user)\\.",
];

const consoleParts = [
  "packages/ui/src/(?:avatar|card|chip|empty-state|kbd|loading|menu|search-field|select-field|skeleton|toast)\\.",
  "apps/web/src/shared/(?:part-boundary|patience|theme|unsaved-changes)\\.",
];

const partsOf = (patterns: readonly string[]) => new RegExp(patterns.join("|"));

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    compileCatalogues(),
    react(),
    leaveOutJsonSchema(),
    leaveOutServerRendering(),
    declareLayers(),
    precompress(),
  ],
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
            // Changes seldom, so it stays in a browser's cache over many releases.
            {
              name: "react",
              test: /node_modules\/(?:react|react-dom|scheduler|react-router|react-router-dom)\/|vite\/preload-helper/,
              priority: 4,
            },
            { name: "zod", test: /node_modules\/zod\/|zod-without-eval\.ts$/, priority: 3 },
            // One file costs less in headers and compression than dozens of tiny ones: what the page of a mailed link
            // needs, and what comes on top of it for people who are signed in.
            { name: "page", test: partsOf(mailedLinkParts), priority: 2 },
            { name: "query", test: /node_modules\/@tanstack\/|shared\/query-client\.ts$/, priority: 1 },
            { name: "console", test: partsOf(consoleParts) },
          ],
        },
      },
    },
  },
});
