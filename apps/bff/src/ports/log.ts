import { pino } from "pino";

/** Facts about an event; never a secret, never a request's body. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** Writes one JSON line per event. */
export type Log = {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
};

/** The levels that `LOG_LEVEL` knows. */
export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

/** The longest value in a line, in characters as they are written. */
const longestValue = 1500;

/** What moves, hides or reorders other characters, ends a line, or is no character at all. */
const bending = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u{34f}\u{115f}\u{1160}\u{3164}\u{ffa0}]$/u;

/** Bounds a value and writes what could bend a line as `\u{202e}`: whoever reads it may not be a JSON parser. */
export function straighten(value: string): string {
  let straight = "";
  for (const character of value) {
    const written = bending.test(character) ? `\\u{${character.codePointAt(0)!.toString(16)}}` : character;
    if (straight.length + written.length >= longestValue) return `${straight}…`;
    straight += written;
  }
  return straight;
}

function straightenAll(fields: LogFields): LogFields {
  const entries = Object.entries(fields).map(
    ([name, value]) => [name, typeof value === "string" ? straighten(value) : value] as const,
  );
  return Object.fromEntries(entries);
}

/**
 * Writes to standard output, every value bounded and straight; pino adds level and time. What is said in one turn of the event
 * loop is written together at its end, a warning or an error at once, and the rest when the process ends, unless it is killed.
 */
export function openLog(level: (typeof logLevels)[number]): Log {
  const output = pino.destination({ fd: 1, sync: true });
  let waiting = "";
  const flush = () => {
    const text = waiting;
    waiting = "";
    process.off("exit", flush);
    if (text !== "") output.write(text);
  };
  const lines = pino(
    {
      level,
      base: null,
      messageKey: "event",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      write(line) {
        if (waiting === "") {
          setImmediate(flush);
          process.on("exit", flush);
        }
        waiting += line;
      },
    },
  );
  return {
    info: (event, fields = {}) => lines.info(straightenAll(fields), straighten(event)),
    warn(event, fields = {}) {
      lines.warn(straightenAll(fields), straighten(event));
      flush();
    },
    error(event, fields = {}) {
      lines.error(straightenAll(fields), straighten(event));
      flush();
    },
  };
}

/** What may be told of an unexpected error: its class, its code and where it came from, never its message. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const stack = error.stack
    ?.split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(" | ");
  return {
    error: error.name,
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack }),
  };
}
