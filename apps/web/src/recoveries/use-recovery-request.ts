import type { CallerVerification, RecoveryNote, RecoveryPreview } from "@latchkey/contract/recoveries.ts";
import { useQuery } from "@tanstack/react-query";
import { isProblem } from "../shared/problem-type.ts";
import { useTyped } from "../shared/kept-typing.ts";
import { recoveryPreviewQuery } from "./queries.ts";

/** What an administrator says beside an option, as typed. */
type Draft = {
  reason: string;
  ticket: string;
  verifiedBy: CallerVerification | "";
  /** Confirmed: the mail should go to an address from which it came back. */
  despiteAddressFault: boolean;
};

const emptyDraft: Draft = { reason: "", ticket: "", verifiedBy: "", despiteAddressFault: false };

/** What an option needs to be told beside the option itself, and what has been told so far. */
export type RecoveryRequest = {
  /** What the option would do; null while the server has not answered. */
  preview: RecoveryPreview | null;
  draft: Draft;
  change: (change: Partial<Draft>) => void;
  /** The draft, as the request takes it. */
  note: RecoveryNote;
  /** By field, what is missing before the option can be used; `mails`: a mail goes to the stored address. */
  missing: (mails: boolean) => Record<string, string>;
  /** Asks the server anew when it refused for what the preview did not say yet. */
  learnFrom: (error: unknown) => Promise<void>;
  reset: () => void;
};

/** Holds what is said beside an option, `name`; asks the server for what it would do while `isAsked`. */
export function useRecoveryRequest(name: string, userId: string, isAsked: boolean): RecoveryRequest {
  const { data: preview = null, refetch } = useQuery(recoveryPreviewQuery(isAsked ? userId : null));
  const [draft, setDraft] = useTyped(`${name} ${userId}`, () => emptyDraft);
  return {
    preview,
    draft,
    change: (change) => setDraft((before) => ({ ...before, ...change })),
    note: {
      reason: draft.reason.trim() || null,
      ticket: draft.ticket.trim() || null,
      verifiedBy: draft.verifiedBy || null,
    },
    missing: (mails) => ({
      ...(mails &&
        preview?.addressFault &&
        !draft.despiteAddressFault && {
          despiteAddressFault: "Select this to mail to it, or correct the address.",
        }),
      ...(preview?.reasonNeededSince && draft.reason.trim() === "" && { reason: "Enter a reason." }),
    }),
    async learnFrom(error) {
      if (isProblem(error, "address-at-fault") || isProblem(error, "reason-needed")) await refetch();
    },
    reset: () => setDraft(emptyDraft),
  };
}
