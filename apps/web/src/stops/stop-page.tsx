import {
  lookUpStopLink,
  stopRecovery,
  type StoppableMail,
  type StoppedRecovery,
  type StopLink,
} from "@latchkey/contract/stops.ts";
import type { ReactNode } from "react";
import { speakToVisitor } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { DayMoment } from "../shared/moments.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { SignInLink } from "../shared/sign-in-link.tsx";
import { findLink, type LinkEnds, type LinkInHand, TokenPage } from "../shared/token-page.tsx";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import { type LinkEnd, LinkEnding } from "./link-end.tsx";
import { LinkUser } from "./link-user.tsx";
import { OnlyAdministrator } from "./only-administrator.tsx";
import styles from "./stop-page.module.css";

const unknown: LinkEnd = { title: "link.unknown", advice: "stop.unknownAdvice" };
const ends: LinkEnds<LinkEnd> = {
  wrong: unknown,
  cut: { title: "link.cut", advice: "stop.unknownAdvice" },
  "link-unknown": unknown,
  "link-expired": { title: "link.expired", advice: "stop.expiredAdvice" },
};

/** Looks at the link, and speaks to whom it is for. */
export async function loader() {
  const link = await findLink(ends, (token) => api(lookUpStopLink, { body: { token } }));
  const { found } = link;
  return { ...link, ...(await speakToVisitor(found.name === "open" ? found.link.language : null)) };
}

/** The page of a mail's "this wasn't me" link: what it would stop, one button, and what to do next. */
export function Component(loaded: Awaited<ReturnType<typeof loader>>) {
  const say = useMessages();
  return (
    <TokenPage<StopLink, LinkEnd, StoppedRecovery>
      {...loaded}
      name={say("stop.name")}
      ends={ends}
      renderOpen={(inHand) =>
        inHand.link.stoppedAt === null ? (
          <Confirm {...inHand} />
        ) : (
          <Already link={inHand.link} stoppedAt={inHand.link.stoppedAt} />
        )
      }
      renderClosed={(end) => <LinkEnding end={end} />}
      renderDone={(link, done) =>
        done.alreadyStopped ? (
          <Already link={link} stoppedAt={done.stoppedAt} />
        ) : (
          <Stopped link={link} done={done} />
        )
      }
    />
  );
}

/** What the mail told, for the middle of a sentence. */
const mailWords = {
  "access-info": "access",
  "password-change-link": "link",
  "password-changed": "changed",
  "administrator-changed-your-access": "other",
  "link-copied": "copied",
  "link-extended": "extended",
  "email-changed": "address",
} as const satisfies Record<StoppableMail, string>;

function Confirm({ token, link, finish, endsBy }: LinkInHand<StopLink, StoppedRecovery>) {
  const say = useMessages();
  const problems = useFormProblems();
  const stop = useSensitiveMutation({
    mutationFn: () => api(stopRecovery, { body: { token: token.read() } }),
    meta: { refreshes: false },
    onSuccess: finish,
    onError: (error) => endsBy(error) || problems.show(error),
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
          {link.removesAddress ? <li>{say("stop.addressGoes")}</li> : null}
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
    <PublicPage
      takesFocus
      title={say("stop.stopped")}
      lead={say.rich("stop.stoppedLead", {
        user: <UserName link={link} />,
        told: done.alertedAdministrators > 0 ? "yes" : "no",
      })}
    >
      <NextSteps link={link}>
        {done.alertedAdministrators === 0 ? (
          <li>
            <OnlyAdministrator />
          </li>
        ) : null}
        <li>
          {done.hasPassword ? say("stop.hasPassword") : sayToAsk("stop.noPassword")}
          {done.selfServiceBlockedUntil === null ? null : (
            <> {say.rich("stop.blocked", { when: <DayMoment at={done.selfServiceBlockedUntil} /> })}</>
          )}
        </li>
      </NextSteps>
      {done.hasPassword ? <SignInLink userName={link.userName} /> : null}
    </PublicPage>
  );
}

function Already({ link, stoppedAt }: { link: StopLink; stoppedAt: string }) {
  const say = useMessages();
  const sayToAsk = useContactWords(link);
  return (
    <PublicPage
      takesFocus
      title={say("stop.already")}
      lead={say.rich("stop.alreadyLead", {
        user: <UserName link={link} />,
        when: <DayMoment at={stoppedAt} />,
      })}
    >
      <NextSteps link={link}>
        <li>{sayToAsk("stop.alreadyNext")}</li>
        <li>
          <OnlyAdministrator />
        </li>
      </NextSteps>
      <SignInLink userName={link.userName} />
    </PublicPage>
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

/** Says whom to ask: the contact for support if there is one, else a System Administrator: who reads it may be one. */
function useContactWords({ supportContact }: StopLink) {
  const say = useMessages();
  return (key: "stop.call" | "stop.noPassword" | "stop.alreadyNext"): ReactNode =>
    supportContact === null ? say(key) : say.rich(`${key}Support`, { contact: <bdi>{supportContact}</bdi> });
}
