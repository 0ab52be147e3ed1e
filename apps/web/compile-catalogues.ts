import { createHash } from "node:crypto";
import { compileString } from "@internationalized/string-compiler";
import type { Plugin } from "vite";

/**
 * Compiles the catalogues in src/languages from ICU MessageFormat to plain strings and functions, so that browsers get
 * neither a parser nor anything to evaluate. Throws on a message that can't be parsed.
 */
export function compileCatalogues(): Plugin {
  return {
    name: "compile-catalogues",
    enforce: "pre",
    transform: {
      filter: { id: /\/src\/languages\/(?:[a-z]{2}|zh-hans)(?:-account)?\.ts$/ },
      async handler(code, id) {
        // In watch mode a changed catalogue is another module.
        const version = createHash("sha256").update(code).digest("hex");
        const { messages } = (await import(`${id}?${version}`)) as { messages: Record<string, string> };
        const members = Object.entries(messages).map(
          ([key, message]) => `${JSON.stringify(key)}: ${compileString(message)}`,
        );
        return { code: `export const messages = {\n${members.join(",\n")}\n};\n`, map: null };
      },
    },
  };
}
