import { PasswordField } from "@latchkey/ui/password-field.tsx";
import { type RefObject, useEffect, useRef, useState } from "react";
import { problemText } from "../shared/problem-text.ts";
import { isProblem } from "../shared/problem-type.ts";

/** One's own current password, asked for before something is done to a System Administrator's account. */
export type CurrentPassword = {
  input: RefObject<HTMLInputElement | null>;
  /** Why what was typed will not do; null when nothing speaks against it. */
  error: string | null;
  /** The server asked for it where the screen did not: the record has become an administrator's. */
  isDemanded: boolean;
  /** For the request; nothing where the field is not shown. */
  toSend: () => { currentPassword?: string };
  /** Whether there is something to send; an empty field says so and gets the focus. */
  check: () => boolean;
  /** Shows at the field why the server refused; false when it was for another reason. */
  learnFrom: (error: unknown) => boolean;
  reset: () => void;
};

const refusals = ["current-password-wrong", "sign-in-stopped", "too-many-attempts"] as const;

const emptyField = "Enter your current password.";

/** Holds no password: what was typed stands in the field, and is read when the request leaves. */
export function useCurrentPassword(): CurrentPassword {
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [isDemanded, setDemanded] = useState(false);

  useEffect(() => {
    if (isDemanded) input.current?.focus();
  }, [isDemanded]);

  function refuse(sentence: string) {
    setError(sentence);
    input.current?.select();
  }
  return {
    input,
    error,
    isDemanded,
    toSend: () => (input.current === null ? {} : { currentPassword: input.current.value }),
    check() {
      if (input.current?.value !== "") return true;
      refuse(emptyField);
      return false;
    },
    learnFrom(problem) {
      if (isProblem(problem, "current-password-needed")) {
        setDemanded(true);
        refuse(emptyField);
        return true;
      }
      if (!refusals.some((refusal) => isProblem(problem, refusal))) {
        setError(null);
        return false;
      }
      refuse(problemText(problem));
      return true;
    },
    reset() {
      setError(null);
      setDemanded(false);
    },
  };
}

type CurrentPasswordFieldProps = { password: CurrentPassword; onEnter: () => void };

/** The field for it. Stands inside a prompt; Enter confirms that. */
export function CurrentPasswordField({ password: { input, error }, onEnter }: CurrentPasswordFieldProps) {
  return (
    <PasswordField
      ref={input}
      label="Your current password"
      hint="It is asked for because this is the account of a System Administrator."
      autoComplete="current-password"
      maxLength={1024}
      {...(error !== null && { error })}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.repeat && !event.nativeEvent.isComposing) onEnter();
      }}
    />
  );
}
