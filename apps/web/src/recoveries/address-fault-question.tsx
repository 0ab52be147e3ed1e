import type { AddressFault } from "@latchkey/contract/accounts.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Checkbox } from "@latchkey/ui/checkbox.tsx";
import type { FormProblems } from "../shared/form-problems.tsx";
import { addressFaultTitles } from "../mail/address-fault-words.ts";
import { ExactMoment } from "../shared/moments.tsx";
import type { RecoveryRequest } from "./use-recovery-request.ts";
import styles from "./address-fault-question.module.css";

type AddressFaultQuestionProps = {
  fault: AddressFault;
  request: RecoveryRequest;
  problems: Pick<FormProblems, "field" | "clear">;
};

/** Says why mail to the address is not expected to arrive, and asks a second time whether it should go there. */
export function AddressFaultQuestion({ fault, request, problems }: AddressFaultQuestionProps) {
  const { error, ...field } = problems.field("despiteAddressFault");
  return (
    <Banner tone="warn" live="alert" title={addressFaultTitles[fault.kind]}>
      {fault.reason === "" ? null : <p>{fault.reason}</p>}
      <p className={styles.when}>
        <ExactMoment at={fault.at} />
      </p>
      <Checkbox
        {...field}
        className={styles.confirm}
        label="Send it there all the same"
        checked={request.draft.despiteAddressFault}
        error={error?.join(" ")}
        onCheckedChange={(despiteAddressFault) => {
          request.change({ despiteAddressFault });
          problems.clear("despiteAddressFault");
        }}
      />
    </Banner>
  );
}
