import type { LintFinding } from "@latchkey/contract/templates.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { VisuallyHidden } from "@latchkey/ui/visually-hidden.tsx";
import { countWords } from "../versioned/count-words.ts";
import { placeWords } from "./part-words.ts";
import styles from "./checks-card.module.css";

type ChecksCardProps = {
  findings: readonly LintFinding[];
  /** What was typed last is still being checked. */
  pending: boolean;
  /** Leads to the place of a finding; null where there is none to go to. */
  onGo: ((finding: LintFinding) => void) | null;
};

/** What lint found, errors first; each leads to its place. */
export function ChecksCard({ findings, pending, onGo }: ChecksCardProps) {
  const errors = findings.filter(({ level }) => level === "error");
  const warnings = findings.filter(({ level }) => level === "warning");
  const summary =
    findings.length === 0
      ? "Nothing to correct"
      : [
          errors.length > 0 && countWords(errors.length, "error"),
          warnings.length > 0 && countWords(warnings.length, "warning"),
        ]
          .filter(Boolean)
          .join(", ");
  return (
    <Card title="Checks" actions={<output aria-busy={pending}>{pending ? "Checking" : summary}</output>}>
      {findings.length === 0 ? (
        <p className={styles.good}>
          <CircleCheck size={16} aria-hidden="true" />
          Everything that a mail like this needs is there.
        </p>
      ) : (
        <ul role="list" className={styles.list} aria-label="Findings">
          {[...errors, ...warnings].map((finding, index) => (
            <li key={`${index}-${finding.rule}`} className={styles[finding.level]}>
              <Finding finding={finding} onGo={finding.part === "template" ? null : onGo} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Finding({ finding, onGo }: { finding: LintFinding; onGo: ChecksCardProps["onGo"] }) {
  const Icon = finding.level === "error" ? CircleAlert : TriangleAlert;
  const words = (
    <>
      <Icon size={16} aria-hidden="true" />
      <VisuallyHidden>{finding.level === "error" ? "Error: " : "Warning: "}</VisuallyHidden>
      <span>{finding.message}</span>
      <span className={styles.place}>{placeWords(finding)}</span>
    </>
  );
  if (onGo === null) return <span className={styles.finding}>{words}</span>;
  return (
    <button type="button" className={styles.finding} onClick={() => onGo(finding)}>
      {words}
    </button>
  );
}
