import { expect, test } from "vitest";
import { AttentiveQueryClient } from "./query-client.ts";

test("what changes while something is loaded for the first time is asked for again", async () => {
  const client = new AttentiveQueryClient();
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let asked = 0;
  const query = { queryKey: ["list"], queryFn: () => answers[asked++]!.promise };
  const first = client.fetchQuery(query);

  const changed = client.invalidateQueries({ queryKey: ["list"] });
  answers[0]!.resolve("as it was before the change");
  await first;
  await changed;

  expect(client.getQueryState(["list"])?.isInvalidated).toBe(true);
  const second = client.fetchQuery(query);
  answers[1]!.resolve("as it is");
  expect(await second).toBe("as it is");
});

test("what is there already is asked for once", async () => {
  const client = new AttentiveQueryClient();
  let asked = 0;
  const query = { queryKey: ["list"], queryFn: () => Promise.resolve(++asked) };
  await client.fetchQuery(query);

  await client.invalidateQueries();

  expect(asked).toBe(1);
  await client.fetchQuery({ ...query, staleTime: 60_000 });
  expect(asked).toBe(2);
});
