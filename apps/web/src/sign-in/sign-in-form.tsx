import { signIn } from "@latchkey/contract/sign-in.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import { PasswordField } from "@latchkey/ui/password-field.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import styles from "./sign-in-form.module.css";

/** User name or email, password, Sign in. Signing in is not the end: the caller goes on with the session. */
export function SignInForm({
  userName = "",
  onInput,
  onSignedIn,
  below,
}: {
  /** Filled in at first. */
  userName?: string;
  /** Called with every key that writes. */
  onInput?: (() => void) | undefined;
  onSignedIn: (session: Session) => void;
  /** Stands under the button; gets what was typed as user name or email. */
  below?: (userNameOrEmail: string) => ReactNode;
}) {
  const say = useMessages();
  const [userNameOrEmail, setUserNameOrEmail] = useState(userName);
  const [password, setPassword] = useState("");
  const problems = useFormProblems();
  const enter = useSensitiveMutation({
    mutationFn: () => api(signIn, { body: { userNameOrEmail, password } }),
    // Whoever signs in goes on elsewhere, where everything is asked anew.
    meta: { refreshes: false },
    onSuccess: onSignedIn,
    onError: problems.show,
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const missing = {
      ...(userNameOrEmail === "" && { userNameOrEmail: say("enterUserNameOrEmail") }),
      ...(password === "" && { password: say("enterPassword") }),
    };
    if (problems.showFields(missing)) enter.mutate();
  }

  return (
    <form className={styles.form} onInput={onInput} onSubmit={submit} noValidate>
      {problems.summary}
      <TextField
        {...problems.field("userNameOrEmail")}
        label={say("userNameOrEmail")}
        dir="auto"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoFocus={userName === ""}
        value={userNameOrEmail}
        onChange={(event) => {
          setUserNameOrEmail(event.currentTarget.value);
          problems.clear("userNameOrEmail");
        }}
      />
      <PasswordField
        {...problems.field("password")}
        label={say("password")}
        autoComplete="current-password"
        autoFocus={userName !== ""}
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          problems.clear("password");
        }}
      />
      <WaitingButton
        type="submit"
        variant="primary"
        size="large"
        wide
        pending={enter.isPending}
        wait={problems.wait}
      >
        {say("signIn")}
      </WaitingButton>
      {below?.(userNameOrEmail)}
    </form>
  );
}
