import {
  lookUpStopLink,
  stopRecovery,
  type StoppableMail,
  type StoppedRecovery,
  type StopLink,
} from "@latchkey/contract/passwords.ts";
import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { useEffect, useState, type ReactNode } from "react";
import { Link, useLoaderData, useLocation, useRevalidator } from "react-router-dom";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { useMomentFormat } from "../shared/moments.tsx";
import { now } from "../shared/now.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import type { LinkEnd } from "./link-ends.ts";
import styles from "./stop-page.module.css";

const stopLinkEnds: Partial<Record<ProblemType, LinkEnd>> = {
  "link-unknown": {
    title: "This link does not work.",
    advice:
      "Perhaps it was not copied whole. Open it from the mail again. If somebody else may want to get into your account, call your System Administrator at once.",
  },
  "link-expired": {
    title: "This link has expired.",
    advice:
      "Nothing was changed. If somebody else may want to get into your account, call your System Administrator at once: they can stop it, too.",
  },
};

type Found = { state: "known"; link: StopLink } | { state: "closed"; end: LinkEnd };

/** Looks at the link without using it. The token stays in the fragment, which no server or log ever sees. */
export async function loader(): Promise<{ token: string; found: Found }> {
  const token = window.location.hash.slice(1);
  return { token, found: await lookUp(token) };
}

async function lookUp(token: string): Promise<Found> {
  if (token === "") return { state: "closed", end: stopLinkEnds["link-unknown"]! };
  try {
    return { state: "known", link: await api(lookUpStopLink, { body: { token } }) };
  } catch (error) {
    const end = endOf(error);
    if (end === null) throw error;
    return { state: "closed", end };
  }
}

/** What became of the link, if that is what the error tells. */
function endOf(error: unknown): LinkEnd | null {
  if (!(error instanceof ProblemError)) return null;
  return stopLinkEnds[error.type === "invalid-fields" ? "link-unknown" : error.type] ?? null;
}

/** The page of a mail's "this wasn't me" link: what it would stop, one button, and what to do next. */
export function Component() {
  const { token, found } = useLoaderData<typeof loader>();
  const { hash } = useLocation();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    // Another link pasted over this one changes the fragment only, which no loader notices.
    if (hash.slice(1) !== token) void revalidate();
  }, [hash, token, revalidate]);

  return (
    <>
      <PageTitle>This wasn't me</PageTitle>
      <LookedUp key={token} token={token} found={found} />
    </>
  );
}

type Step =
  | { name: "confirm"; link: StopLink }
  | { name: "closed"; end: LinkEnd }
  | { name: "already"; link: StopLink; stoppedAt: string }
  | { name: "stopped"; link: StopLink; done: StoppedRecovery };

function firstStep(found: Found): Step {
  if (found.state === "closed") return { name: "closed", end: found.end };
  const { link } = found;
  if (link.stoppedAt === null) return { name: "confirm", link };
  return { name: "already", link, stoppedAt: link.stoppedAt };
}

function LookedUp({ token, found }: { token: string; found: Found }) {
  const [step, setStep] = useState<Step>(() => firstStep(found));

  function finish(link: StopLink, done: StoppedRecovery) {
    // Used up and no longer needed; it must not stay in the history of a shared computer.
    window.history.replaceState(window.history.state, "", window.location.pathname);
    setStep(
      done.alreadyStopped
        ? { name: "already", link, stoppedAt: done.stoppedAt }
        : { name: "stopped", link, done },
    );
  }

  switch (step.name) {
    case "confirm":
      return (
        <Confirm
          token={token}
          link={step.link}
          onStopped={(done) => finish(step.link, done)}
          onClosed={(end) => setStep({ name: "closed", end })}
        />
      );
    case "closed":
      return (
        <Ending title={step.end.title} lead={step.end.advice}>
          <SignInLink />
        </Ending>
      );
    case "already":
      return <Already link={step.link} stoppedAt={step.stoppedAt} />;
    case "stopped":
      return <Stopped link={step.link} done={step.done} />;
  }
}

/** A last word in place of the button; a screen reader hears it. */
function Ending({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  useEffect(() => document.querySelector("h1")?.focus(), []);
  return (
    <SoloPage title={title} lead={lead}>
      {children}
    </SoloPage>
  );
}

function SignInLink() {
  return (
    <Link className={buttonClass({ size: "large", wide: true })} to="/sign-in">
      Sign in
    </Link>
  );
}

/** What the mail told, as the middle of a sentence. */
const mailWords: Record<StoppableMail, string> = {
  "access-info": "brought a temporary password",
  "password-change-link": "brought a link to change the password",
  "password-changed": "said that the password was changed",
  "administrator-changed-your-access": "said that an administrator changed your access",
};

function Confirm({
  token,
  link,
  onStopped,
  onClosed,
}: {
  token: string;
  link: StopLink;
  onStopped: (done: StoppedRecovery) => void;
  onClosed: (end: LinkEnd) => void;
}) {
  const problems = useFormProblems();
  const stop = useSensitiveMutation({
    mutationFn: () => api(stopRecovery, { body: { token } }),
    meta: { refreshes: false },
    onSuccess: onStopped,
    onError(error) {
      const end = endOf(error);
      if (end === null) problems.show(error);
      else onClosed(end);
    },
  });
  return (
    <SoloPage
      title="Was this not you?"
      lead={
        <>
          The mail of <Day at={link.sentAt} /> to <strong>{link.userName}</strong>
          {link.email === null ? "" : ` (${link.email})`} {mailWords[link.mail]}. If you did not expect it,
          stop it.
        </>
      }
      footer="If the mail is all right, close this page: nothing changes."
    >
      <div className={styles.part}>
        <h2>What happens then, at once</h2>
        <ul className={styles.list}>
          <li>Links and temporary passwords of the account stop working, those from other mails too.</li>
          <li>
            {link.endsPassword
              ? "The present password stops working: it is a temporary one, or was chosen through what this mail is about."
              : "The password of your own stays as it is."}
          </li>
          <li>Everybody who is signed in to the account is signed out, you too.</li>
          <li>
            Forgot Password? sends no link until <Day at={link.wouldBlockUntil} />.
          </li>
          <li>The System Administrators are told by mail.</li>
        </ul>
      </div>
      {problems.summary}
      <WaitingButton
        variant="primary"
        size="large"
        wide
        pending={stop.isPending}
        wait={problems.wait}
        onClick={() => stop.mutate()}
      >
        Stop it
      </WaitingButton>
    </SoloPage>
  );
}

function Stopped({ link, done }: { link: StopLink; done: StoppedRecovery }) {
  return (
    <Ending
      title="It is stopped."
      lead={
        <>
          Links and temporary passwords of <strong>{link.userName}</strong> no longer work, and everybody was
          signed out.{" "}
          {done.alertedAdministrators > 0
            ? "The System Administrators have been told by mail."
            : "No other System Administrator could be told by mail."}
        </>
      }
    >
      <NextSteps link={link}>
        {done.alertedAdministrators === 0 ? (
          <li>
            If you are the only System Administrator, whoever runs the server makes you a new link with{" "}
            <code>latchkey reset-admin</code>.
          </li>
        ) : null}
        <li>
          {done.hasPassword
            ? "Your own password still works. If somebody else may know it, sign in and change it."
            : `To get back in, ask ${contactOf(link)} for a new password.`}
          {done.selfServiceBlockedUntil === null ? null : (
            <>
              {" "}
              Forgot Password? sends no link until <Day at={done.selfServiceBlockedUntil} />.
            </>
          )}
        </li>
      </NextSteps>
      {done.hasPassword ? <SignInLink /> : null}
    </Ending>
  );
}

function Already({ link, stoppedAt }: { link: StopLink; stoppedAt: string }) {
  return (
    <Ending
      title="This was stopped already."
      lead={
        <>
          Somebody with this mail stopped it for <strong>{link.userName}</strong>, <Day at={stoppedAt} />.
          Nothing more was changed now.
        </>
      }
    >
      <NextSteps link={link}>
        <li>To get back in, ask {contactOf(link)}, or sign in if you have a password of your own.</li>
      </NextSteps>
      <SignInLink />
    </Ending>
  );
}

/** What to do, whatever was stopped; the last words differ. */
function NextSteps({ link, children }: { link: StopLink; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <h2>What to do next</h2>
      <ol className={styles.steps}>
        <li>Call {contactOf(link)}, on a number that you know already, and say what happened.</li>
        <li>Where you use the same password elsewhere, change it there.</li>
        {children}
      </ol>
    </div>
  );
}

function contactOf({ supportContact }: StopLink): string {
  return supportContact ?? "your System Administrator";
}

function Day({ at }: { at: string }) {
  const format = useMomentFormat();
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.day(at, now())}
    </time>
  );
}
