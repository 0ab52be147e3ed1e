import { defineConfig } from "oxlint";

/**
 * The rooms, from left to right, in one order everywhere: a file imports from its own room, from rooms to its left, and
 * from floors below. This array makes the rules; nothing looks up or to the right.
 */
const rooms = [
  "audit",
  "versioned",
  "settings",
  "accounts",
  "sessions",
  "mail",
  "templates",
  "passwords",
  "stops",
  "recoveries",
  "users",
  "sign-in",
  "setup",
] as const;

/** Floor 1 of the server and of the screens: below every room. */
const serverFloor1 = ["db", "ports", "http"];
const webFloor1 = ["shared", "languages"];

/** What a folder's files may not import, as patterns on the relative path, and why. */
type Ban = { regex: string; message: string; importNames?: string[] } | { group: string[]; message: string };

const toTheRight = (room: (typeof rooms)[number]): Ban[] =>
  rooms.slice(rooms.indexOf(room) + 1).map((right) => ({
    regex: `^\\.\\./${right}/`,
    message: `${room} stands left of ${right}: imports never point to the right (see ARCHITECTURE.md).`,
  }));

const anyRoom: Ban = {
  regex: `^\\.\\./(?:${rooms.join("|")})/`,
  message: "The floors below the rooms know no room (see ARCHITECTURE.md).",
};

/** Floor 3 files stand in src itself, but for ctx.ts, the rooms' common type. */
const serverTop: Ban = {
  group: ["../*.ts", "!../ctx.ts"],
  message: "Nothing looks up: only the composition at the top imports from src itself.",
};
const webTop: Ban = { regex: "^\\.\\./(?:app/|main\\.tsx$)", message: "Nothing looks up to app." };
const otherApps: Ban = {
  regex: "^@latchkey/(?:bff|web)(?:/|$)|(?:^|/)apps/",
  message: "web and bff meet in the contract only.",
};
/** What does not wait for the disk promises nothing: counts of attempts, nothing else. */
const unflushedElsewhere: Ban = {
  regex: "/db/transaction\\.ts$",
  importNames: ["transactUnflushed"],
  message: "Only accounts/throttle.ts commits without waiting for the disk (docs/decisions/0061).",
};
const noNode: Ban = {
  regex: "^node:",
  message: "The contract, the ui and the mails run everywhere: no Node.",
};

/** Packages that have one place each; everybody else asks the port for what they do. */
const onePlace = {
  "node:crypto": "Randomness, hashing and sealing are ports.",
  uuidv7: "Ids come from ports/random.ts.",
  pino: "Lines are written by ports/log.ts.",
  resend: "Mail leaves through ports/mailer.ts.",
  "better-sqlite3": "Only db/open.ts, and what examines its file, name the database driver.",
  pg: "Only db/open-postgres.ts and its bell name the driver of PostgreSQL; it is loaded where it is used.",
  "pg-boss": "Only db/postgres-rounds.ts names what servers agree by; it is loaded where it is used.",
  "@node-rs/argon2": "Passwords are hashed by ports/hasher.ts.",
};
const onePlaceBut = (...allowed: (keyof typeof onePlace)[]) =>
  Object.entries(onePlace)
    .filter(([name]) => !(allowed as string[]).includes(name))
    .map(([name, message]) => ({ name, message }));

/** The one file of each of them. */
const placeOf: Record<string, (keyof typeof onePlace)[]> = {
  "ports/hasher.ts": ["node:crypto", "@node-rs/argon2"],
  "ports/sealer.ts": ["node:crypto"],
  "ports/checksum.ts": ["node:crypto"],
  "ports/random.ts": ["node:crypto", "uuidv7"],
  "ports/log.ts": ["pino"],
  "ports/mailer.ts": ["resend"],
};
const portsAlone: Ban = { regex: "^\\.\\./", message: "A port knows nothing above it." };

const noClock = [
  "error",
  { name: "Date", message: "Ask the Clock port; moments are text (ports/clock.ts)." },
] as const;

/** Properties that read the environment, the time or randomness behind the ports' back. */
const restrictedProperties = [
  { object: "process", property: "env", message: "Only env.ts reads the environment." },
  { object: "Math", property: "random", message: "Ask the Random port." },
  { object: "crypto", property: "randomUUID", message: "Ask ports/random.ts." },
  { object: "crypto", property: "getRandomValues", message: "Ask the Random port." },
  { object: "performance", property: "timeOrigin", message: "Ask the Clock port." },
  { object: "document", property: "getElementById", message: "Ask a ref (React), not the page." },
  { object: "Date", property: "now", message: "Ask the Clock port; in the screens, shared/now.ts." },
] as const;

const imports = (
  patterns: Ban[],
  paths: { name: string; message: string }[] = [],
): ["error", { patterns: Ban[]; paths: { name: string; message: string }[] }] => [
  "error",
  { patterns, paths },
];

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "react", "jsx-a11y", "promise"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["**/dist/**", "docs/**"],
  rules: {
    "eslint/no-console": "error",
    "eslint/no-restricted-properties": ["error", ...restrictedProperties],
    "eslint/eqeqeq": "error",
    "eslint/no-var": "error",
    "eslint/prefer-const": "error",
    "eslint/max-params": ["error", { max: 4 }],
    "eslint/no-shadow": "off",
    "eslint/no-await-in-loop": "off",
    "eslint/no-underscore-dangle": "off",
    "typescript/no-explicit-any": "error",
    "typescript/consistent-type-imports": "error",
    "import/no-default-export": "error",
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-unassigned-import": "off",
    "import/no-named-as-default-member": "off",
    // Safari drops the list role where list-style is none, so some roles are repeated on purpose.
    "jsx-a11y/no-redundant-roles": "off",
    "jsx-a11y/prefer-tag-over-role": "off",
    "jsx-a11y/no-autofocus": "off",
    "promise/always-return": "off",
    "promise/no-promise-in-callback": "off",
    // BroadcastChannel has no target origin.
    "unicorn/require-post-message-target-origin": "off",
    "react/react-in-jsx-scope": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/no-array-sort": "error",
    "unicorn/require-module-specifiers": "off",
  },
  overrides: [
    {
      files: ["packages/contract/src/**"],
      rules: { "eslint/no-restricted-imports": imports([noNode, otherApps]) },
    },
    // In the contract a room is one file.
    ...rooms.map((room) => ({
      files: [`packages/contract/src/${room}.ts`],
      rules: {
        "eslint/no-restricted-imports": imports([
          noNode,
          otherApps,
          ...rooms.slice(rooms.indexOf(room) + 1).map((right) => ({
            regex: `^\\./${right}\\.ts$`,
            message: `${room} stands left of ${right}: imports never point to the right.`,
          })),
        ]),
      },
    })),
    {
      files: ["packages/ui/src/**"],
      rules: {
        "eslint/no-restricted-imports": imports([
          noNode,
          otherApps,
          {
            regex: "^(?:@latchkey/|react-router|@tanstack/)",
            message: "The ui knows no room, no fetch, no router.",
          },
        ]),
      },
    },
    {
      files: ["packages/mails/src/**"],
      rules: {
        "eslint/no-restricted-imports": imports([
          noNode,
          otherApps,
          {
            regex: "^(?:@latchkey/(?:bff|web|ui|mailbox)/|kysely|\\.\\./)",
            message: "The mails know the contract: no app, no database.",
          },
        ]),
        "eslint/no-restricted-globals": [
          "error",
          { name: "Date", message: "The mails are told the time; instant.ts reads and writes instants." },
          { name: "process", message: "The contract, the ui and the mails run everywhere: no Node." },
          { name: "Buffer", message: "The contract, the ui and the mails run everywhere: no Node." },
        ],
      },
    },
    { files: ["packages/mails/src/instant.ts"], rules: { "eslint/no-restricted-globals": "off" } },
    {
      files: ["packages/mailbox/src/**"],
      rules: {
        "eslint/no-restricted-imports": imports([
          {
            regex: "^@latchkey/",
            message:
              "The mailbox knows no other package; of the ui it reads two style sheets (read-style.ts).",
          },
        ]),
      },
    },
    {
      files: ["apps/bff/src/**"],
      rules: {
        "eslint/no-restricted-imports": imports(
          [{ regex: "^@latchkey/(?:web|ui)", message: otherApps.message }, unflushedElsewhere],
          onePlaceBut(),
        ),
        "eslint/no-restricted-globals": [...noClock],
      },
    },
    {
      // The tests' own way through it.
      files: ["apps/bff/src/test/transact-twice.ts"],
      rules: {
        "eslint/no-restricted-imports": imports(
          [{ regex: "^@latchkey/(?:web|ui)", message: otherApps.message }],
          onePlaceBut(),
        ),
      },
    },
    ...rooms.map((room) => ({
      files: [`apps/bff/src/${room}/**`],
      rules: {
        "eslint/no-restricted-imports": imports(
          [otherApps, serverTop, ...toTheRight(room), unflushedElsewhere],
          onePlaceBut(),
        ),
      },
    })),
    {
      files: ["apps/bff/src/accounts/throttle.ts"],
      rules: {
        "eslint/no-restricted-imports": imports(
          [otherApps, serverTop, ...toTheRight("accounts")],
          onePlaceBut(),
        ),
      },
    },
    ...serverFloor1.map((folder) => ({
      files: [`apps/bff/src/${folder}/**`],
      rules: {
        "eslint/no-restricted-imports": imports(
          [otherApps, serverTop, anyRoom, unflushedElsewhere],
          onePlaceBut(),
        ),
      },
    })),
    {
      files: ["apps/bff/src/ports/**"],
      rules: { "eslint/no-restricted-imports": imports([otherApps, portsAlone], onePlaceBut()) },
    },
    ...Object.entries(placeOf).map(([file, allowed]) => ({
      files: [`apps/bff/src/${file}`],
      rules: { "eslint/no-restricted-imports": imports([otherApps, portsAlone], onePlaceBut(...allowed)) },
    })),
    {
      files: ["apps/bff/src/db/open.ts", "apps/bff/src/db/examine-file.ts"],
      rules: {
        "eslint/no-restricted-imports": imports(
          [otherApps, serverTop, anyRoom],
          onePlaceBut("better-sqlite3"),
        ),
      },
    },
    {
      files: ["apps/bff/src/db/open-postgres.ts", "apps/bff/src/db/postgres-bell.ts"],
      rules: {
        "eslint/no-restricted-imports": imports([otherApps, serverTop, anyRoom], onePlaceBut("pg")),
      },
    },
    {
      files: ["apps/bff/src/db/postgres-rounds.ts"],
      rules: {
        "eslint/no-restricted-imports": imports([otherApps, serverTop, anyRoom], onePlaceBut("pg-boss")),
      },
    },
    {
      // One folder deeper: what is beside theirs is the database's.
      files: ["apps/bff/src/db/migrations/**"],
      rules: {
        "eslint/no-restricted-imports": imports(
          [
            otherApps,
            { regex: "^\\.\\./\\.\\./", message: "A migration knows the database and the contract." },
          ],
          onePlaceBut(),
        ),
      },
    },
    { files: ["apps/bff/src/ports/clock.ts"], rules: { "eslint/no-restricted-globals": "off" } },
    {
      files: ["apps/bff/src/env.ts", "apps/web/src/shared/now.ts", "packages/mailbox/src/mailbox.ts"],
      rules: { "eslint/no-restricted-properties": "off" },
    },
    {
      files: ["apps/web/src/**"],
      rules: {
        "eslint/no-restricted-imports": imports([
          noNode,
          otherApps,
          { regex: "^@base-ui/", message: "Base UI stays inside packages/ui." },
        ]),
      },
    },
    ...rooms.map((room) => ({
      files: [`apps/web/src/${room}/**`],
      rules: {
        "eslint/no-restricted-imports": imports([
          noNode,
          otherApps,
          webTop,
          { regex: "^@base-ui/", message: "Base UI stays inside packages/ui." },
          ...toTheRight(room),
        ]),
      },
    })),
    ...webFloor1.map((folder) => ({
      files: [`apps/web/src/${folder}/**`],
      rules: {
        "eslint/no-restricted-imports": imports([
          noNode,
          otherApps,
          webTop,
          anyRoom,
          { regex: "^@base-ui/", message: "Base UI stays inside packages/ui." },
        ]),
      },
    })),
    { files: ["**/*.config.ts"], rules: { "import/no-default-export": "off" } },
    // Tests fake the ports, or look behind them.
    {
      files: ["apps/bff/src/test/**", "**/*.test.ts", "**/*.test.tsx", "e2e/**", "packages/playwright/**"],
      rules: {
        "eslint/no-restricted-globals": "off",
        "eslint/no-restricted-properties": "off",
        "eslint/no-restricted-imports": "off",
      },
    },
    // What stories stand on, QA has as well.
    {
      files: ["e2e/**/*.spec.ts"],
      rules: {
        "eslint/no-restricted-imports": imports([
          { regex: "/support/", message: "Stories stand on @latchkey/playwright alone." },
        ]),
      },
    },
    // Scripts that a person runs speak on the terminal.
    {
      files: [
        "run-stages.ts",
        "apps/web/build-if-changed.ts",
        "packages/contract/make-common-passwords.ts",
        "packages/mails/bench-lint.ts",
        "e2e/support/find-browser.ts",
      ],
      rules: { "eslint/no-console": "off" },
    },
  ],
});
