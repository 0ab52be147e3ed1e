import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useSpeech } from "../languages/use-messages.ts";
import { now, useNow } from "./now.ts";

/** Whose clock and language moments are told in. */
type Viewer = { language: string | null; timeZone: string | null };

const ViewerContext = createContext<Viewer>({ language: null, timeZone: null });

/** Tells the moments below it in this person's language and time zone; null means the page's, and the browser's. */
export function MomentsProvider({ language, timeZone, children }: Viewer & { children: ReactNode }) {
  const viewer = useMemo(() => ({ language, timeZone }), [language, timeZone]);
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Formatters for moments (ISO 8601) in the viewer's language and time zone:
 * `exact` with weekday, date and time; `relative` to `now` in ms; `until` as short as it can be said; `day` as "today, 15:04".
 */
export function useMomentFormat(): {
  exact(at: string): string;
  relative(at: string, now: number): string;
  until(at: string, now: number): string;
  day(at: string, now: number): string;
} {
  const { language, timeZone } = useContext(ViewerContext);
  const page = useSpeech();
  return useMemo(() => {
    const locale = language ?? page.locale;
    const zone = timeZone === null ? {} : { timeZone };
    const exact = new Intl.DateTimeFormat(locale, {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZoneName: "short",
      ...zone,
    });
    const date = new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      year: "numeric",
      ...zone,
    });
    const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", ...zone });
    const weekdayAndTime = new Intl.DateTimeFormat(locale, {
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
      ...zone,
    });
    const joint = jointOf(locale);
    const speaksLikePage = date.resolvedOptions().locale.startsWith(page.language.slice(0, 2));
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    return {
      exact: (at: string) => exact.format(new Date(at)),
      relative(at: string, now: number) {
        const distance = Date.parse(at) - now;
        const size = Math.abs(distance);
        if (size < 45_000) return relative.format(0, "second");
        if (size < hour) return relative.format(Math.round(distance / minute), "minute");
        if (size < day) return relative.format(Math.round(distance / hour), "hour");
        if (size < 7 * day) return relative.format(Math.round(distance / day), "day");
        return date.format(new Date(at));
      },
      until(at: string, now: number) {
        const moment = new Date(at);
        if (date.format(moment) === date.format(new Date(now))) return time.format(moment);
        if (Math.abs(moment.getTime() - now) < 6 * day) return weekdayAndTime.format(moment);
        return exact.format(moment);
      },
      day(at: string, now: number) {
        const moment = new Date(at);
        const when = date.format(moment);
        // In a sentence of one language, the words of another would stand out more than a date does.
        const days = speaksLikePage
          ? [0, 1].find((ahead) => date.format(new Date(now + ahead * day)) === when)
          : undefined;
        return `${days === undefined ? when : relative.format(days, "day")}${joint}${time.format(moment)}`;
      },
    };
  }, [language, timeZone, page]);
}

/** What stands between a day and a time: a comma in most languages, a space in some. */
function jointOf(locale: string | undefined): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const parts = format.formatToParts(0);
  const time = parts.findIndex(({ type }) => type === "hour" || type === "dayPeriod");
  // In some languages a word of the date stands before it.
  return /[,،]? *$/.exec(parts[time - 1]?.value ?? " ")?.[0] ?? " ";
}

/** A moment told relative to now, kept true while it is on screen; its `title` tells it exactly. */
export function RelativeMoment({ at }: { at: string }) {
  const format = useMomentFormat();
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.relative(at, now)}
    </time>
  );
}

/** A moment with weekday, date and time. */
export function ExactMoment({ at }: { at: string }) {
  return <time dateTime={at}>{useMomentFormat().exact(at)}</time>;
}

/** The moment at which something ends, as short as it can be said; its `title` tells it exactly. */
export function UntilMoment({ at }: { at: string }) {
  const format = useMomentFormat();
  const now = useNow(60_000);
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.until(at, now)}
    </time>
  );
}

/** A moment inside a sentence, as its day and time; its `title` tells it exactly. */
export function DayMoment({ at }: { at: string }) {
  const format = useMomentFormat();
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.day(at, now())}
    </time>
  );
}
