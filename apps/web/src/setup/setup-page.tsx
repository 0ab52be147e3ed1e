import { ownWordsOf } from "@latchkey/contract/password-policy.ts";
import { completeSetup, lookUpSetupLink } from "@latchkey/contract/setup.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Checkbox } from "@latchkey/ui/checkbox.tsx";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useState, type ChangeEvent, type SubmitEvent } from "react";
import { Link, useLoaderData } from "react-router-dom";
import { useNewPassword } from "../passwords/use-new-password.tsx";
import { chooseLanguage } from "@latchkey/contract/choose-language.ts";
import { speakEnglish } from "../languages/speak-to-user.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import type { KnownName } from "../shared/known-name.ts";
import { problemText } from "../shared/problem-text.ts";
import { findLink, type LinkInHand, TokenPage } from "../shared/token-page.tsx";
import { ProblemTextContext } from "../shared/use-problem-text.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { useTypedText } from "../shared/use-typed-text.ts";
import styles from "./setup-page.module.css";

const wrong = {
  title: "This set-up link does not work.",
  lead: "Every start of the server prints a new link, and only the latest one works. Copy it whole from the server's output.",
  isReady: false,
};
const ends = {
  wrong,
  cut: { ...wrong, title: "The end of this set-up link is missing." },
  "setup-link-wrong": wrong,
  "setup-closed": {
    title: "Latchkey is already set up.",
    lead: "Set-up works once only. Sign in with your account.",
    isReady: true,
  },
};

/** Whether the link of the server's first start still works. Operators are spoken to in English. */
export async function loader() {
  const link = await findLink(ends, (token) => api(lookUpSetupLink, { body: { token } }));
  return { ...link, ...(await speakEnglish()) };
}

/** The page of the first run, on which the first System Administrator is made. */
export function Component() {
  return (
    <ProblemTextContext value={problemText}>
      <TokenPage<unknown, typeof wrong, string>
        {...(useLoaderData() as Awaited<ReturnType<typeof loader>>)}
        name="Set up Latchkey"
        ends={ends}
        renderOpen={(inHand) => <SetupForm {...inHand} />}
        renderClosed={({ title, lead, isReady }) => (
          <SoloPage takesFocus title={title} lead={lead}>
            <SignInLink primary={isReady} />
          </SoloPage>
        )}
        renderDone={(_, userName) => (
          <SoloPage
            takesFocus
            title="Latchkey is ready."
            lead="Sign in with the user name and password that you just chose."
          >
            <SignInLink primary userName={userName} />
          </SoloPage>
        )}
      />
    </ProblemTextContext>
  );
}

function SignInLink({ primary, userName = "" }: { primary?: boolean; userName?: string }) {
  return (
    <Link
      className={buttonClass({ variant: primary ? "primary" : "default", size: "large", wide: true })}
      to="/sign-in"
      state={{ userNameOrEmail: userName } satisfies KnownName}
    >
      Sign in
    </Link>
  );
}

const Body = completeSetup.request.body.content["application/json"].schema;
/** For texts that no keyboard should correct. */
const verbatim = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false };

function SetupForm({ token, finish, endsBy }: LinkInHand<unknown, string>) {
  const [texts, setTexts] = useState({ userName: "", firstName: "", lastName: "", email: "" });
  const [sampleUsers, setSampleUsers] = useState(false);
  const problems = useFormProblems();
  const { clean, noteAt } = useTypedText<keyof typeof texts>();
  const chosen = useNewPassword({
    problems,
    ownWords: ownWordsOf({ ...texts, productName: "Latchkey" }),
    labels: { password: "Password", confirmation: "Confirm Password" },
  });
  const body = () => ({
    token: token.read(),
    ...texts,
    password: chosen.password,
    sampleUsers,
    language: chooseLanguage({ browser: navigator.languages }),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const complete = useSensitiveMutation({
    mutationFn: () => api(completeSetup, { body: body() }),
    meta: { refreshes: false },
    onSuccess: () => finish(texts.userName),
    onError: (error) => endsBy(error) || chosen.refuse(error),
  });

  /** What every text field of the form needs. */
  const text = (name: keyof typeof texts) => ({
    ...problems.field(name),
    value: texts[name],
    hint:
      noteAt(name, name === "email" ? texts.email : "") ?? (name === "firstName" ? "Optional" : undefined),
    onChange(event: ChangeEvent<HTMLInputElement>) {
      setTexts({ ...texts, [name]: clean(name, event.currentTarget.value) });
      problems.clear(name);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (problems.check(Body, body(), chosen.wrong())) complete.mutate();
  }

  return (
    <SoloPage title="Set up Latchkey" lead="You become the first System Administrator.">
      <form onSubmit={submit} noValidate>
        {problems.summary}
        <TextField {...text("userName")} label="User Name" autoComplete="username" autoFocus {...verbatim} />
        <div className={styles.names}>
          <TextField {...text("firstName")} label="First Name" autoComplete="given-name" />
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
        <Button type="submit" variant="primary" size="large" wide pending={complete.isPending}>
          Set up Latchkey
        </Button>
      </form>
    </SoloPage>
  );
}
