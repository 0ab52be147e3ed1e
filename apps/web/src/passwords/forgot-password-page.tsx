import { requestPasswordRecovery } from "@latchkey/contract/passwords.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useEffect, useState, type ReactNode, type SubmitEvent } from "react";
import { Link, useLocation } from "react-router-dom";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { useSecondsUntil } from "../shared/server-clock.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import styles from "./forgot-password-page.module.css";

const Wanted = requestPasswordRecovery.request.body.content["application/json"].schema;

type Step = { name: "ask" } | { name: "asked"; askAgainAt: string; times: number };

/** Asks for a mail with a link for whoever forgot their password. What it answers is the same for every name. */
export function Component() {
  const [userNameOrEmail, setUserNameOrEmail] = useState(typedBefore(useLocation().state));
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
    if (problems.check(Wanted, { userNameOrEmail })) ask.mutate();
  }

  const sending = { pending: ask.isPending, wait: problems.wait, summary: problems.summary };
  return (
    <>
      <PageTitle>Forgot Password</PageTitle>
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
        <SoloPage
          title="Forgot Password"
          lead="Enter your user name or email address. A mail with a link lets you choose a new password; until then the present one stays."
        >
          <form onSubmit={submit} noValidate>
            {problems.summary}
            <TextField
              {...problems.field("userNameOrEmail")}
              label="User name or email"
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
              Send link
            </WaitingButton>
            <SignInLink />
          </form>
        </SoloPage>
      )}
    </>
  );
}

/** What was typed on the sign-in page. */
function typedBefore(state: unknown): string {
  return (state as { userNameOrEmail?: string } | null)?.userNameOrEmail ?? "";
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
  const untilAskAgain = useSecondsUntil(askAgainAt);
  useEffect(() => document.querySelector("h1")?.focus(), []);
  return (
    <SoloPage
      title="Look into your mail"
      lead="If there is an account with this name or address, a mail with a link is on its way. The link ends after 60 minutes."
    >
      <div className={styles.typed}>
        <p>
          You entered <strong>{userNameOrEmail}</strong>
        </p>
        <Button size="small" onClick={onCorrect}>
          Correct it
        </Button>
      </div>
      {times > 1 ? (
        <Banner key={times} live="status">
          Asked for once more. Use the link in the latest mail.
        </Banner>
      ) : null}
      {summary}
      <div className={styles.next}>
        <p>No mail after a few minutes?</p>
        <ul>
          <li>Look into the folder for spam.</li>
          <li>Ask your System Administrator.</li>
        </ul>
      </div>
      <WaitingButton
        size="large"
        wide
        pending={pending}
        wait={Math.max(wait, untilAskAgain)}
        onClick={onSendAgain}
      >
        Send again
      </WaitingButton>
      <SignInLink />
    </SoloPage>
  );
}

function SignInLink() {
  return (
    <Link className={buttonClass({ variant: "quiet", wide: true })} to="/sign-in">
      Back to sign in
    </Link>
  );
}
