import { onTestFinished } from "vitest";
import type { Browser } from "./start.ts";

/** What a page hears on a stream of hints. */
export type Listener = {
  response: Response;
  /** Every event so far, as `event id`; comments, and when to come back, as they stand. */
  heard: string[];
  /** Resolves when the server has ended the stream, or it was cut off. */
  over: Promise<"ended" | "cut off">;
  /** Closes the page. */
  leave(): void;
};

/** Opens a stream of hints over the network, as the page of this browser would; it is left when the test is over. */
export async function listenTo(
  port: number,
  browser: Browser,
  path: string,
  { lastEventId }: { lastEventId?: string } = {},
): Promise<Listener> {
  const page = new AbortController();
  const leave = () => page.abort();
  onTestFinished(leave);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    signal: page.signal,
    headers: {
      cookie: `latchkey=${browser.cookie()}`,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
  });
  const heard: string[] = [];
  const over = collect(response, heard).then(
    () => "ended" as const,
    () => "cut off" as const,
  );
  return { response, heard, over, leave };
}

async function collect(response: Response, heard: string[]): Promise<void> {
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop()!;
    for (const event of events) heard.push(asLine(event));
  }
}

function asLine(event: string): string {
  if (event.startsWith(":") || event.startsWith("retry")) return event;
  const fields = new Map(event.split("\n").map((line) => line.split(": ", 2) as [string, string]));
  return `${fields.get("event")} ${fields.get("id")}`;
}
