import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres-server.ts";

/** The server that tests of one run share: the one of `TEST_POSTGRES_URL`, else one of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_POSTGRES_URL"];
  if (given !== undefined) {
    project.provide("postgresUrl", given);
    return async () => {};
  }
  const server = await startPostgres();
  project.provide("postgresUrl", server.url);
  return server.stop;
}
