import { ownWordsOf } from "@latchkey/contract/password-policy.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { completeSetup, lookUpSetupLink } from "@latchkey/contract/setup.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Checkbox } from "@latchkey/ui/checkbox.tsx";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useEffect, useState, type ChangeEvent, type ReactNode, type SubmitEvent } from "react";
import { Link, useLoaderData, useLocation, useRevalidator } from "react-router-dom";
import { useNewPassword } from "../passwords/use-new-password.tsx";
import type { Spoken } from "../languages/open-speech.ts";
import { speakEnglish } from "../languages/speak-to-user.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { problemText } from "../shared/problem-text.ts";
import { ProblemTextContext } from "../shared/use-problem-text.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import styles from "./setup-page.module.css";

type Step = "form" | "ready" | "setup-closed" | "setup-link-wrong";

/** Whether the link of the server's first start still works. Looking does not consume it. Operators are spoken to in English. */
export async function loader(): Promise<{ token: string; step: Step } & Spoken> {
  const token = window.location.hash.slice(1);
  return { token, step: await lookUp(token), ...(await speakEnglish()) };
}

async function lookUp(token: string): Promise<Step> {
  if (token === "") return "setup-link-wrong";
  try {
    await api(lookUpSetupLink, { body: { token } });
    return "form";
  } catch (error) {
    const step = endOf(error);
    if (step === null) throw error;
    return step;
  }
}

function endOf(error: unknown): Step | null {
  if (!(error instanceof ProblemError)) return null;
  if (error.type === "setup-closed" || error.type === "setup-link-wrong") return error.type;
  return null;
}

/** The page of the first run, on which the first System Administrator is made. */
export function Component() {
  const { token, step } = useLoaderData<typeof loader>();
  const { hash } = useLocation();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    // Another link pasted over this one changes the fragment only, which no loader notices.
    if (hash.slice(1) !== token) void revalidate();
  }, [hash, token, revalidate]);
  return (
    <ProblemTextContext value={problemText}>
      <PageTitle>Set up Latchkey</PageTitle>
      <Setup key={token} token={token} first={step} />
    </ProblemTextContext>
  );
}

function Setup({ token, first }: { token: string; first: Step }) {
  const [step, setStep] = useState(first);
  switch (step) {
    case "form":
      return <SetupForm token={token} onEnd={setStep} />;
    case "ready":
      return (
        <Ending
          title="Latchkey is ready."
          lead="Sign in with the user name and password that you just chose."
        >
          <SignInLink primary />
        </Ending>
      );
    case "setup-closed":
      return (
        <Ending title="Latchkey is already set up." lead="Set-up works once only. Sign in with your account.">
          <SignInLink primary />
        </Ending>
      );
    case "setup-link-wrong":
      return (
        <Ending
          title="This set-up link does not work."
          lead="Every start of the server prints a new link, and only the latest one works. Copy it whole from the server's output."
        >
          <SignInLink />
        </Ending>
      );
  }
}

function SignInLink({ primary }: { primary?: boolean }) {
  return (
    <Link
      className={buttonClass({ variant: primary ? "primary" : "default", size: "large", wide: true })}
      to="/sign-in"
    >
      Sign in
    </Link>
  );
}

/** A last word in place of the form; a screen reader hears it. */
function Ending({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useEffect(() => document.querySelector("h1")?.focus(), []);
  return (
    <SoloPage title={title} lead={lead}>
      {children}
    </SoloPage>
  );
}

const Body = completeSetup.request.body.content["application/json"].schema;
/** For texts that no keyboard should correct. */
const verbatim = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false };

function SetupForm({ token, onEnd }: { token: string; onEnd: (step: Step) => void }) {
  const [texts, setTexts] = useState({ userName: "", firstName: "", lastName: "", email: "" });
  const [sampleUsers, setSampleUsers] = useState(false);
  const problems = useFormProblems();
  const chosen = useNewPassword({
    problems,
    ownWords: ownWordsOf({ ...texts, productName: "Latchkey" }),
    labels: { password: "Password", confirmation: "Confirm Password" },
  });
  const body = { token, ...texts, password: chosen.password, sampleUsers };
  const finish = useSensitiveMutation({
    mutationFn: () => api(completeSetup, { body }),
    meta: { refreshes: false },
    onSuccess() {
      // Used up; it need not stay in the history.
      window.history.replaceState(window.history.state, "", window.location.pathname);
      onEnd("ready");
    },
    onError(error) {
      const end = endOf(error);
      if (end === null) chosen.refuse(error);
      else onEnd(end);
    },
  });

  /** What every text field of the form needs. */
  const text = (name: keyof typeof texts) => ({
    ...problems.field(name),
    value: texts[name],
    onChange(event: ChangeEvent<HTMLInputElement>) {
      setTexts({ ...texts, [name]: event.currentTarget.value });
      problems.clear(name);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (problems.check(Body, body, chosen.wrong())) finish.mutate();
  }

  return (
    <SoloPage title="Set up Latchkey" lead="You become the first System Administrator.">
      <form onSubmit={submit} noValidate>
        {problems.summary}
        <TextField {...text("userName")} label="User Name" autoComplete="username" autoFocus {...verbatim} />
        <div className={styles.names}>
          <TextField {...text("firstName")} label="First Name" autoComplete="given-name" hint="Optional" />
          <TextField {...text("lastName")} label="Last Name" autoComplete="family-name" />
        </div>
        <TextField {...text("email")} label="Email" type="email" autoComplete="email" {...verbatim} />
        {chosen.fields}
        <Checkbox
          label="Add 60 sample users"
          description="To try Latchkey with people in many states and languages."
          checked={sampleUsers}
          onCheckedChange={setSampleUsers}
        />
        <Button type="submit" variant="primary" size="large" wide pending={finish.isPending}>
          Set up Latchkey
        </Button>
      </form>
    </SoloPage>
  );
}
