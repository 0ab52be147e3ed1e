import type { Handler } from "hono";
import type { System } from "../ctx.ts";
import type { RequestEnv } from "../http/env-of-request.ts";
import { millisecondsBetween, type Moment } from "../ports/clock.ts";
import type { ReportReader } from "../ports/mailer.ts";
import type { MailKinds } from "./mail-kind.ts";
import { receiveReport } from "./receive-report.ts";

/** Where the mail service reports what becomes of mails. */
export const reportPath = "/api/webhooks/resend";

/** Reports that are refused are counted into one line of the log for each of these spans. */
const countedMilliseconds = 60_000;

/**
 * The endpoint of the mail service's reports: whoever signs with the secret may call it. 204 once a report is heeded, or
 * known, or none of ours; 401 for a wrong signature or time; 404 without a secret.
 */
export function reportEndpoint(
  system: System,
  kinds: MailKinds,
  readReport: ReportReader | null,
): Handler<RequestEnv> {
  let refused = 0;
  let countedSince: Moment | null = null;

  /** A flood of forgeries must not fill the log. */
  function countRefusal(): void {
    const now = system.clock.now();
    refused += 1;
    if (countedSince !== null && millisecondsBetween(countedSince, now) < countedMilliseconds) return;
    system.log.warn("mail-report.refused", { reports: refused });
    refused = 0;
    countedSince = now;
  }

  return async (c) => {
    c.header("cache-control", "no-store");
    if (readReport === null) return c.body(null, 404);
    const report = readReport(await c.req.text(), (name) => c.req.header(name));
    if (report === null) {
      c.set("isUnlogged", true);
      countRefusal();
      return c.body(null, 401);
    }
    await receiveReport(system, kinds, report);
    system.log.info("mail-report.received", { type: report.type });
    return c.body(null, 204);
  };
}
