import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import { linkTokenIn, linkTokenLength } from "@latchkey/contract/text.ts";
import { useEffect, useState, type ReactNode } from "react";
import { keepSecret, type KeptSecret } from "./kept-secret.ts";
import { PageTitle } from "./page-title.tsx";

/**
 * How a link can have ended, by the problem that the server gives; `wrong` when it is none of its links, `cut` when its last
 * characters are missing.
 */
export type LinkEnds<End> = { wrong: End; cut: End } & Partial<Record<ProblemType, End>>;

type Step<Link, End, Done = never> =
  | { name: "open"; link: Link }
  | { name: "closed"; end: End }
  | { name: "done"; link: Link; done: Done };

/** What is shorter than this is no link of ours that was cut, but something else: the samples in test mails are. */
const shortestCut = 30;

/** A link whose token stood in the address, looked at. */
export type FoundLink<Link, End> = { token: KeptSecret; found: Step<Link, End> };

/**
 * For the loader of a mailed or printed link's page: looks at the link without consuming it. The token stays in the fragment,
 * which no server or log ever sees. Throws what is no end of a link.
 */
export async function findLink<Link, End>(
  ends: LinkEnds<End>,
  lookUp: (token: string) => Promise<Link>,
): Promise<FoundLink<Link, End>> {
  const token = keepSecret("link", linkTokenIn(window.location.hash));
  const { length } = token.read();
  if (length < linkTokenLength) {
    return { token, found: { name: "closed", end: length < shortestCut ? ends.wrong : ends.cut } };
  }
  try {
    return { token, found: { name: "open", link: await lookUp(token.read()) } };
  } catch (error) {
    const isNoToken = error instanceof ProblemError && error.type === "invalid-fields";
    const end = isNoToken ? ends.wrong : endOf(ends, error);
    if (end === null) throw error;
    return { token, found: { name: "closed", end } };
  }
}

function endOf<End>(ends: LinkEnds<End>, error: unknown): End | null {
  return (error instanceof ProblemError && ends[error.type]) || null;
}

/** An open link, and what becomes of it on its page. */
export type LinkInHand<Link, Done> = {
  token: KeptSecret;
  link: Link;
  /** It was used: the last word follows. */
  finish: (done: Done) => void;
  /** Shows the end of the link if that is what the error tells. True when it does. */
  endsBy: (error: unknown) => boolean;
};

type TokenPageProps<Link, End, Done> = FoundLink<Link, End> & {
  /** The name of the page. */
  name: string;
  ends: LinkEnds<End>;
  renderOpen: (inHand: LinkInHand<Link, Done>) => ReactNode;
  renderClosed: (end: End) => ReactNode;
  /** The last word after success. */
  renderDone: (link: Link, done: Done) => ReactNode;
};

/** The page of a link that carries a token: what it is good for, what became of it, the last word. */
export function TokenPage<Link, End, Done>(props: TokenPageProps<Link, End, Done>) {
  useEffect(() => {
    // Another link pasted over this one changes the fragment only, which no loader notices, and the router must not.
    const begin = () => window.location.reload();
    window.addEventListener("hashchange", begin);
    return () => window.removeEventListener("hashchange", begin);
  }, []);
  return (
    <>
      <PageTitle>{props.name}</PageTitle>
      <Steps {...props} />
    </>
  );
}

function Steps<Link, End, Done>({ token, found, ends, ...page }: TokenPageProps<Link, End, Done>) {
  const [step, setStep] = useState<Step<Link, End, Done>>(found);
  switch (step.name) {
    case "open":
      return page.renderOpen({
        token,
        link: step.link,
        finish(done) {
          // Used up and no longer needed; it must not stay in the history or the memory of a shared computer.
          window.history.replaceState(window.history.state, "", window.location.pathname);
          token.forget();
          setStep({ name: "done", link: step.link, done });
        },
        endsBy(error) {
          const end = endOf(ends, error);
          if (end !== null) setStep({ name: "closed", end });
          return end !== null;
        },
      });
    case "closed":
      return page.renderClosed(step.end);
    case "done":
      return page.renderDone(step.link, step.done);
  }
}
