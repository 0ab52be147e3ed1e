import { normalisePassword } from "@latchkey/contract/password-policy.ts";
import { useMessages } from "../languages/use-messages.ts";
import { isProblem } from "../shared/problem-type.ts";
import type { FormProblems } from "../shared/form-problems.tsx";
import { PasswordField } from "@latchkey/ui/password-field.tsx";
import { RuleList, type Rule } from "@latchkey/ui/rule-list.tsx";
import { useId, useState, type ReactNode } from "react";
import { passwordRefusal, usePasswordRules, type PasswordRefusal } from "./use-password-rules.ts";
import styles from "./use-new-password.module.css";

/** A new password being chosen. */
export type NewPassword = {
  /** What was typed into the first field. */
  password: string;
  /** The two fields with the rules, for the form. */
  fields: ReactNode;
  /** What is wrong with the pair, by field; empty when it can be sent. For `problems.showFields` or `check`. */
  wrong(): Record<string, string>;
  /** Shows why the server refused. */
  refuse(error: Error): void;
};

/** The pair of fields for a new password with its rules, on the reset page, the forced change, the profile and set-up. */
export function useNewPassword({
  problems,
  ownWords,
  labels,
  autoFocus,
}: {
  problems: FormProblems;
  /** What the password must not be made of. */
  ownWords: readonly string[];
  /** Instead of New Password and Confirm New Password. */
  labels?: { password: string; confirmation: string };
  autoFocus?: boolean;
}): NewPassword {
  const say = useMessages();
  const [password, setPassword] = useState("");
  const [confirmation, setConfirmation] = useState("");
  const [judged, setJudged] = useState(false);
  const [refusal, setRefusal] = useState<PasswordRefusal | null>(null);
  const rulesId = useId();
  const { rules, broken } = usePasswordRules({ password, ownWords, judged, refusal });
  const same = normalisePassword(password) === normalisePassword(confirmation);
  const match: Rule = {
    key: "match",
    text: say("rule.match"),
    state: confirmation === "" ? "pending" : same ? "met" : startsAlike() ? "pending" : "unmet",
  };

  /** Still being typed, and right so far. */
  function startsAlike(): boolean {
    return !judged && password.startsWith(confirmation);
  }

  function wrong(): Record<string, string> {
    setJudged(true);
    if (password === "") return { newPassword: say("enterNewPassword") };
    if (broken) return { newPassword: say("problem.password-refused") };
    if (!same) return { confirmation: say("enterSameTwice") };
    return {};
  }

  function refuse(error: Error) {
    if (!isProblem(error, "password-refused")) return problems.show(error);
    setRefusal(passwordRefusal(password, error.problem.rules));
    problems.showFields({ newPassword: say("problem.password-refused") });
  }

  const fields = (
    <>
      <div className={styles.password}>
        <PasswordField
          {...problems.field("newPassword")}
          label={labels?.password ?? say("newPassword")}
          autoComplete="new-password"
          autoFocus={autoFocus}
          aria-describedby={rulesId}
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
            setJudged(false);
            problems.clear("newPassword");
          }}
          onBlur={() => setJudged(true)}
        />
        <RuleList id={rulesId} rules={[...rules, match]} />
      </div>
      <PasswordField
        {...problems.field("confirmation")}
        label={labels?.confirmation ?? say("confirmNewPassword")}
        autoComplete="new-password"
        value={confirmation}
        onChange={(event) => {
          setConfirmation(event.currentTarget.value);
          setJudged(false);
          problems.clear("confirmation");
        }}
        onBlur={() => setJudged(true)}
      />
    </>
  );
  return { password, fields, wrong, refuse };
}

/** Tells a password manager whose password is being chosen; nobody sees or reaches it. */
export function UserNameForManagers({ userName }: { userName: string }) {
  return (
    <input
      className={styles.hidden}
      type="text"
      name="username"
      autoComplete="username"
      value={userName}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
