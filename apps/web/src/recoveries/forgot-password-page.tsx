import { requestPasswordRecovery } from "@latchkey/contract/password-change-links.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { Link } from "react-router-dom";
import { speakToVisitor, type Spoken } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { knownName } from "../shared/known-name.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { useSecondsUntil } from "../shared/server-clock.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import { OnlyAdministrator } from "../stops/only-administrator.tsx";
import styles from "./forgot-password-page.module.css";

type Step = { name: "ask" } | { name: "asked"; askAgainAt: string; times: number };

/** Goes on in the language of the page before. */
export function loader(): Promise<Spoken> {
  return speakToVisitor();
}

/** Asks for a mail with a link for whoever forgot their password. What it answers is the same for every name. */
export function Component() {
  const say = useMessages();
  const [userNameOrEmail, setUserNameOrEmail] = useState(knownName);
  const [step, setStep] = useState<Step>({ name: "ask" });
  const problems = useFormProblems();
  // What is typed here may be a password by mistake, so it is not kept either.
  const ask = useSensitiveMutation({
    mutationFn: () => api(requestPasswordRecovery, { body: { userNameOrEmail } }),
    meta: { refreshes: false },
    onSuccess: ({ askAgainAt }) => {
      problems.clear();
      setStep((before) => ({
        name: "asked",
        askAgainAt,
        times: before.name === "asked" ? before.times + 1 : 1,
      }));
    },
    onError: problems.show,
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isMissing = userNameOrEmail.trim() === "";
    if (problems.showFields(isMissing ? { userNameOrEmail: say("enterUserNameOrEmail") } : {})) ask.mutate();
  }

  const sending = { pending: ask.isPending, wait: problems.wait, summary: problems.summary };
  return (
    <>
      <PageTitle>{say("forgot.title")}</PageTitle>
      {step.name === "asked" ? (
        <Asked
          {...sending}
          askAgainAt={step.askAgainAt}
          userNameOrEmail={userNameOrEmail.trim()}
          times={step.times}
          onSendAgain={() => ask.mutate()}
          onCorrect={() => setStep({ name: "ask" })}
        />
      ) : (
        <PublicPage title={say("forgot.title")} lead={say("forgot.lead")}>
          <form onSubmit={submit} noValidate>
            {problems.summary}
            <TextField
              {...problems.field("userNameOrEmail")}
              label={say("userNameOrEmail")}
              dir="auto"
              autoComplete="username"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              autoFocus
              value={userNameOrEmail}
              onChange={(event) => {
                setUserNameOrEmail(event.currentTarget.value);
                problems.clear("userNameOrEmail");
              }}
            />
            <WaitingButton
              type="submit"
              variant="primary"
              size="large"
              wide
              pending={ask.isPending}
              wait={problems.wait}
            >
              {say("forgot.send")}
            </WaitingButton>
            <SignInLink />
          </form>
        </PublicPage>
      )}
    </>
  );
}

type AskedProps = {
  userNameOrEmail: string;
  askAgainAt: string;
  /** How often it has been asked for. */
  times: number;
  pending: boolean;
  /** The seconds to wait after too many attempts. */
  wait: number;
  summary: ReactNode;
  onSendAgain: () => void;
  onCorrect: () => void;
};

function Asked({
  userNameOrEmail,
  askAgainAt,
  times,
  pending,
  wait,
  summary,
  onSendAgain,
  onCorrect,
}: AskedProps) {
  const say = useMessages();
  const untilAskAgain = useSecondsUntil(askAgainAt);
  return (
    <PublicPage takesFocus title={say("forgot.asked")} lead={say("forgot.askedLead")}>
      <div className={styles.typed}>
        <p>
          {say.rich("forgot.typed", {
            name: (
              <strong>
                <bdi>{userNameOrEmail}</bdi>
              </strong>
            ),
          })}
        </p>
        <Button size="small" onClick={onCorrect}>
          {say("forgot.correct")}
        </Button>
      </div>
      {times > 1 ? (
        <Banner key={times} live="status">
          {say("forgot.onceMore")}
        </Banner>
      ) : null}
      {summary}
      <div className={styles.next}>
        <p>{say("forgot.noMail")}</p>
        <ul>
          <li>{say("forgot.spam")}</li>
          <li>{say("forgot.ask")}</li>
          <li>
            <OnlyAdministrator />
          </li>
        </ul>
      </div>
      <WaitingButton
        size="large"
        wide
        pending={pending}
        wait={Math.max(wait, untilAskAgain)}
        onClick={onSendAgain}
      >
        {say("forgot.again")}
      </WaitingButton>
      <SignInLink />
    </PublicPage>
  );
}

function SignInLink() {
  const say = useMessages();
  return (
    <Link className={buttonClass({ variant: "quiet", wide: true })} to="/sign-in">
      {say("forgot.back")}
    </Link>
  );
}
