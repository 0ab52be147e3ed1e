import { CallerVerification, callerVerificationNames } from "@latchkey/contract/recoveries.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Disclosure } from "@latchkey/ui/disclosure.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useState } from "react";
import type { FormProblems } from "../shared/form-problems.tsx";
import { ExactMoment } from "../shared/moments.tsx";
import type { RecoveryRequest } from "./use-recovery-request.ts";
import styles from "./recovery-note-fields.module.css";

type RecoveryNoteFieldsProps = { request: RecoveryRequest; problems: Pick<FormProblems, "field" | "clear"> };

const verifications: { value: CallerVerification | ""; label: string }[] = [
  { value: "", label: "Not stated" },
  ...CallerVerification.options.map((value) => ({ value, label: callerVerificationNames[value] })),
];

/** Reason and ticket: folded away, unless the user said "this wasn't me" and a reason is needed. */
export function RecoveryNoteFields({ request, problems }: RecoveryNoteFieldsProps) {
  const [chosen, setChosen] = useState(false);
  const { draft, change } = request;
  const needed = request.preview?.reasonNeededSince ?? null;
  return (
    <Disclosure
      // Not the words of its summary, in which those of the fields would be found as well.
      label="For the ticket"
      summary={<span className={styles.summary}>Reason and ticket</span>}
      open={chosen || needed !== null}
      onOpenChange={setChosen}
    >
      <div className={styles.fields}>
        {needed === null ? null : (
          <Banner tone="warn" live="alert" title="The user said “this wasn't me”">
            <ExactMoment at={needed} />. Make sure that the caller is the user, and give a reason for
            recovering the access all the same.
          </Banner>
        )}
        <TextField
          {...problems.field("reason")}
          label="Reason"
          autoComplete="off"
          maxLength={300}
          required={needed !== null}
          value={draft.reason}
          onChange={(event) => {
            change({ reason: event.currentTarget.value });
            problems.clear("reason");
          }}
        />
        <TextField
          {...problems.field("ticket")}
          label="Ticket number"
          autoComplete="off"
          maxLength={60}
          value={draft.ticket}
          onChange={(event) => change({ ticket: event.currentTarget.value })}
        />
        <SelectField
          {...problems.field("verifiedBy")}
          label="How the caller was verified"
          options={verifications}
          placeholder="Not stated"
          value={draft.verifiedBy}
          onValueChange={(verifiedBy) => change({ verifiedBy })}
        />
      </div>
    </Disclosure>
  );
}
