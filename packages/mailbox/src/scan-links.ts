import { linksIn, webAddress } from "./links-in.ts";
import type { Mail } from "./mail.ts";

const LINKS_AT_MOST = 50;
const REDIRECTS_AT_MOST = 10;
const ANSWER_WITHIN_MS = 5000;

/** One visit of a link, the way it went: the status of each answer, redirects first, and why it ended without one. */
export type LinkVisit = {
  method: "HEAD" | "GET";
  url: string;
  statuses: number[];
  problem: "no-answer" | "too-many-redirects" | "not-a-web-page" | null;
};

/** Visits every link of a mail with HEAD and GET and follows redirects, as mail scanners do before a person reads the mail. */
export async function scanLinks(mail: Mail, closing: AbortSignal): Promise<LinkVisit[]> {
  const visits: LinkVisit[] = [];
  for (const url of linksIn(mail).slice(0, LINKS_AT_MOST))
    for (const method of ["HEAD", "GET"] as const) visits.push(await visit(method, url, closing));
  return visits;
}

async function visit(method: LinkVisit["method"], url: string, closing: AbortSignal): Promise<LinkVisit> {
  const statuses: number[] = [];
  const ended = (problem: LinkVisit["problem"]): LinkVisit => ({ method, url, statuses, problem });
  let target: string | null = url;
  while (statuses.length <= REDIRECTS_AT_MOST) {
    if (target === null) return ended("not-a-web-page");
    const answer = await ask(method, target, closing);
    if (answer === null) return ended("no-answer");
    statuses.push(answer.status);
    const location: string | null = answer.headers.get("location");
    if (answer.status < 300 || answer.status > 399 || location === null) return ended(null);
    target = webAddress(location, target);
  }
  return ended("too-many-redirects");
}

async function ask(method: string, url: string, closing: AbortSignal): Promise<Response | null> {
  try {
    const answer = await fetch(url, {
      method,
      redirect: "manual",
      headers: { "user-agent": "Mozilla/5.0 (compatible; MailLinkScanner/1.0)" },
      signal: AbortSignal.any([closing, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await answer.body?.cancel();
    return answer;
  } catch {
    return null;
  }
}
