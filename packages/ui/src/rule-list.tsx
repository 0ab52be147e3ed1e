import { Check, Circle, X } from "lucide-react";
import { useUiWords } from "./ui-words.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./rule-list.module.css";

/** `pending`: not judged yet, as before anything was typed. */
export type RuleState = "met" | "unmet" | "pending";

/** One rule of a {@link RuleList}. */
export type Rule = { key: string; text: string; state: RuleState };

/** Props of {@link RuleList}. */
export type RuleListProps = {
  rules: readonly Rule[];
  /** For the field's `aria-describedby`. */
  id?: string;
};

/** The rules of a password, each with an icon and, for screen readers, whether it is met. */
export function RuleList({ rules, id }: RuleListProps) {
  const { met, notMet, notMetYet } = useUiWords();
  const words: Record<RuleState, string> = { met, unmet: notMet, pending: notMetYet };
  return (
    <ul role="list" id={id} className={styles.rules} aria-live="polite">
      {rules.map(({ key, text, state }) => (
        <li key={key} className={styles[state]} aria-atomic="true">
          <RuleIcon state={state} />
          <span>
            {text}
            <VisuallyHidden>{`: ${words[state]}`}</VisuallyHidden>
          </span>
        </li>
      ))}
    </ul>
  );
}

function RuleIcon({ state }: { state: RuleState }) {
  if (state === "met") return <Check size={14} strokeWidth={2.5} aria-hidden="true" />;
  if (state === "unmet") return <X size={14} strokeWidth={2.5} aria-hidden="true" />;
  return <Circle size={14} strokeWidth={1.75} aria-hidden="true" />;
}
