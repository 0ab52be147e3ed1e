import { Client } from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the tests' PostgreSQL listens. */
    postgresUrl: string;
  }
}

/** A database of one's own on the tests' server. */
export type OwnDatabase = { url: string; query(statements: string): Promise<unknown[]> };

/** Makes an empty one, which goes with the server. */
export async function makePostgresDatabase(): Promise<OwnDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, query: (statements) => ask(url.href, statements) };
}

async function ask(url: string, statements: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(statements)).rows as unknown[];
  } finally {
    await client.end();
  }
}
