import type { z } from "zod";

/** What a list shows, read from the page's address; whatever does not fit the schema there falls back to its default. */
export function readAddress<Schema extends z.ZodObject>(
  schema: Schema,
  search: URLSearchParams,
): z.output<Schema> {
  const fitting = [...search].filter(([name, value]) => {
    const field = schema.shape[name] as z.ZodType | undefined;
    return field?.safeParse(value).success === true;
  });
  return schema.parse(Object.fromEntries(fitting));
}

/** The address that shows this list: defaults left out, so that the shortest address is the plain list. */
export function writeAddress<Schema extends z.ZodObject>(
  schema: Schema,
  query: z.output<Schema>,
): URLSearchParams {
  const plain: Partial<Record<string, unknown>> = schema.parse({});
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== plain[name]) search.set(name, String(value));
  }
  return search;
}
