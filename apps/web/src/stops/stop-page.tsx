import {
  lookUpStopLink,
  stopRecovery,
  type StoppableMail,
  type StoppedRecovery,
  type StopLink,
} from "@latchkey/contract/stops.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { useEffect, useState, type ReactNode } from "react";
import { Link, useLoaderData, useLocation, useRevalidator } from "react-router-dom";
import { type Spoken, speakToVisitor } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { DayMoment } from "../shared/moments.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import { endOf, type LinkEnd, type LinkEnds } from "./link-ends.ts";
import { LinkUser } from "./link-user.tsx";
import styles from "./stop-page.module.css";

const stopLinkEnds: LinkEnds = {
  "link-unknown": { title: "link.unknown", advice: "stop.unknownAdvice" },
  "link-expired": { title: "link.expired", advice: "stop.expiredAdvice" },
};

type Found = { state: "known"; link: StopLink } | { state: "closed"; end: LinkEnd };

/** Looks at the link without using it. The token stays in the fragment, which no server or log ever sees. */
export async function loader(): Promise<{ token: string; found: Found } & Spoken> {
  const token = window.location.hash.slice(1);
  const found = await lookUp(token);
  return { token, found, ...(await speakToVisitor(found.state === "known" ? found.link.language : null)) };
}

async function lookUp(token: string): Promise<Found> {
  if (token === "") return { state: "closed", end: stopLinkEnds["link-unknown"] };
  try {
    return { state: "known", link: await api(lookUpStopLink, { body: { token } }) };
  } catch (error) {
    const end = endOf(stopLinkEnds, error);
    if (end === null) throw error;
    return { state: "closed", end };
  }
}

/** The page of a mail's "this wasn't me" link: what it would stop, one button, and what to do next. */
export function Component() {
  const { token, found } = useLoaderData<typeof loader>();
  const { hash } = useLocation();
  const { revalidate } = useRevalidator();
  const say = useMessages();
  useEffect(() => {
    // Another link pasted over this one changes the fragment only, which no loader notices.
    if (hash.slice(1) !== token) void revalidate();
  }, [hash, token, revalidate]);

  return (
    <>
      <PageTitle>{say("stop.name")}</PageTitle>
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
  const say = useMessages();
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
        <Ending title={say(step.end.title)} lead={say(step.end.advice)}>
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
    <PublicPage title={title} lead={lead}>
      {children}
    </PublicPage>
  );
}

function SignInLink() {
  const say = useMessages();
  return (
    <Link className={buttonClass({ size: "large", wide: true })} to="/sign-in">
      {say("signIn")}
    </Link>
  );
}

/** What the mail told, for the middle of a sentence. */
const mailWords: Record<StoppableMail, "access" | "link" | "changed" | "other"> = {
  "access-info": "access",
  "password-change-link": "link",
  "password-changed": "changed",
  "administrator-changed-your-access": "other",
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
  const say = useMessages();
  const problems = useFormProblems();
  const stop = useSensitiveMutation({
    mutationFn: () => api(stopRecovery, { body: { token } }),
    meta: { refreshes: false },
    onSuccess: onStopped,
    onError(error) {
      const end = endOf(stopLinkEnds, error);
      if (end === null) problems.show(error);
      else onClosed(end);
    },
  });
  return (
    <PublicPage
      title={say("stop.title")}
      lead={say.rich("stop.lead", {
        when: <DayMoment at={link.sentAt} />,
        user: <LinkUser {...link} />,
        mail: mailWords[link.mail],
      })}
      footer={say("stop.note")}
    >
      <div className={styles.part}>
        <h2>{say("stop.whatHappens")}</h2>
        <ul className={styles.list}>
          <li>{say("stop.linksEnd")}</li>
          <li>{say(link.endsPassword ? "stop.passwordEnds" : "stop.passwordStays")}</li>
          <li>{say("stop.sessionsEnd")}</li>
          <li>{say.rich("stop.blocked", { when: <DayMoment at={link.wouldBlockUntil} /> })}</li>
          <li>{say("stop.alerts")}</li>
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
        {say("stop.button")}
      </WaitingButton>
    </PublicPage>
  );
}

function Stopped({ link, done }: { link: StopLink; done: StoppedRecovery }) {
  const say = useMessages();
  const sayToAsk = useContactWords(link);
  return (
    <Ending
      title={say("stop.stopped")}
      lead={say.rich("stop.stoppedLead", {
        user: <UserName link={link} />,
        told: done.alertedAdministrators > 0 ? "yes" : "no",
      })}
    >
      <NextSteps link={link}>
        {done.alertedAdministrators === 0 ? (
          <li>
            {say.rich("stop.onlyAdministrator", {
              command: (
                <code>
                  <bdi dir="ltr">latchkey emergency-link</bdi>
                </code>
              ),
            })}
          </li>
        ) : null}
        <li>
          {done.hasPassword ? say("stop.hasPassword") : sayToAsk("stop.noPassword")}
          {done.selfServiceBlockedUntil === null ? null : (
            <> {say.rich("stop.blocked", { when: <DayMoment at={done.selfServiceBlockedUntil} /> })}</>
          )}
        </li>
      </NextSteps>
      {done.hasPassword ? <SignInLink /> : null}
    </Ending>
  );
}

function Already({ link, stoppedAt }: { link: StopLink; stoppedAt: string }) {
  const say = useMessages();
  const sayToAsk = useContactWords(link);
  return (
    <Ending
      title={say("stop.already")}
      lead={say.rich("stop.alreadyLead", {
        user: <UserName link={link} />,
        when: <DayMoment at={stoppedAt} />,
      })}
    >
      <NextSteps link={link}>
        <li>{sayToAsk("stop.alreadyNext")}</li>
      </NextSteps>
      <SignInLink />
    </Ending>
  );
}

/** What to do, whatever was stopped; the last words differ. */
function NextSteps({ link, children }: { link: StopLink; children: ReactNode }) {
  const say = useMessages();
  const sayToAsk = useContactWords(link);
  return (
    <div className={styles.part}>
      <h2>{say("stop.next")}</h2>
      <ol className={styles.steps}>
        <li>{sayToAsk("stop.call")}</li>
        <li>{say("stop.elsewhere")}</li>
        {children}
      </ol>
    </div>
  );
}

function UserName({ link }: { link: StopLink }) {
  return (
    <strong>
      <bdi>{link.userName}</bdi>
    </strong>
  );
}

/** Says whom to ask: the contact for support if there is one, else the System Administrator. */
function useContactWords({ supportContact }: StopLink) {
  const say = useMessages();
  return (key: "stop.call" | "stop.noPassword" | "stop.alreadyNext"): ReactNode =>
    supportContact === null ? say(key) : say.rich(`${key}Support`, { contact: <bdi>{supportContact}</bdi> });
}
