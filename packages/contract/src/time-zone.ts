import { lineOfText } from "./text.ts";

/** An IANA time zone that this system knows. */
export const TimeZone = lineOfText(64).refine((zone) => {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}, "Choose a time zone from the list.");
