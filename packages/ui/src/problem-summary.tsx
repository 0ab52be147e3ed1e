import { CircleAlert } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import styles from "./problem-summary.module.css";

/** One problem, and the control it is about: its id, and what gives it the focus. */
export type FieldProblem = { field?: ProblemField; text: string };

type ProblemField = { id: string; focus: () => void };

/** Props of {@link ProblemSummary}. */
export type ProblemSummaryProps = {
  title?: string;
  problems: readonly FieldProblem[];
  /** Take the focus when it appears or its problems change, as after a failed Save. */
  autoFocus?: boolean;
};

/** All problems of a form in one place, each with a link to its field. Nothing is shown without problems. */
export function ProblemSummary({
  title = "Please check these fields",
  problems,
  autoFocus,
}: ProblemSummaryProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const texts = problems.map(({ text }) => text).join("\n");
  useEffect(() => {
    if (autoFocus && texts) box.current?.focus();
  }, [autoFocus, texts]);

  if (problems.length === 0) return null;
  return (
    <div ref={box} className={styles.summary} role="alert" aria-labelledby={id} tabIndex={-1}>
      <p id={id} className={styles.title}>
        <CircleAlert size={16} aria-hidden="true" />
        {title}
      </p>
      <ul role="list" className={styles.list}>
        {problems.map(({ field, text }) => (
          <li key={`${field?.id} ${text}`}>{field ? <FieldLink field={field} text={text} /> : text}</li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ field, text }: { field: ProblemField; text: string }) {
  return (
    <a
      href={`#${field.id}`}
      className={styles.link}
      onClick={(event) => {
        // The fragment of the page may hold a token, and must stay.
        event.preventDefault();
        field.focus();
      }}
    >
      {text}
    </a>
  );
}
