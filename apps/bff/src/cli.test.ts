import { expect, test } from "vitest";
import { freshDataFolder, runProgram } from "./test/run-program.ts";

test.each([
  [[]],
  [["--help"]],
  [["emergency-link", "jane", "--force"]],
  [["emergency-link", "jane", "john"]],
])(
  "%j is not understood: the usage is shown, and nothing happens",
  { timeout: 60_000 },
  async (given: string[]) => {
    const program = runProgram("cli.ts", { DATA_DIR: freshDataFolder() }, ...given);

    expect(await program.ended).toBe(2);
    expect(program.stderr()).toContain("Usage: pnpm latchkey");
    expect(program.stdout()).toBe("");
  },
);
