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

/** Writes to standard output; pino adds level and time. */
export function openLog(level: (typeof logLevels)[number]): Log {
  const lines = pino(
    {
      level,
      base: null,
      messageKey: "event",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 1, sync: true }),
  );
  return {
    info: (event, fields = {}) => lines.info(fields, event),
    warn: (event, fields = {}) => lines.warn(fields, event),
    error: (event, fields = {}) => lines.error(fields, event),
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
    .join("\n");
  return {
    error: error.name,
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack }),
  };
}
