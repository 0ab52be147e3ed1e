import { useCurrentPassword } from "../passwords/use-current-password.tsx";
import { useFormProblems } from "../shared/form-problems.tsx";
import { problemText } from "../shared/problem-text.ts";
import { isProblem } from "../shared/problem-type.ts";
import { useRecoveryRequest } from "./use-recovery-request.ts";

/** What `OptionPrompt` needs of it. */
export type OptionControl = ReturnType<typeof useOptionPrompt>;

/**
 * What the prompts of options A and B and their like have in common: what is said beside the option, and what must be said
 * first. `name` is the prompt's own; `mails` is false where no mail carries a secret.
 */
export function useOptionPrompt(
  name: string,
  userId: string,
  { open, mails, onClose }: { open: boolean; mails: boolean; onClose: () => void },
) {
  const request = useRecoveryRequest(name, userId, open);
  const password = useCurrentPassword();
  const problems = useFormProblems();
  const { preview, draft } = request;

  return {
    /** One's own, which is asked for when the user is a System Administrator. */
    password,
    /** For the request. */
    body: () => ({
      note: request.note,
      ...(mails && { despiteAddressFault: draft.despiteAddressFault }),
      ...password.toSend(),
    }),
    /** For what stands under the prompt's sentence. */
    told: { request, problems, mails },
    /** The second confirmation is still missing; it is plain to see. */
    isBlocked: mails && Boolean(preview?.addressFault) && !draft.despiteAddressFault,
    /** Whether the rest is there; what is missing is shown at its field. */
    check: () => problems.showFields(request.missing(mails)) && password.check(),
    /** Why the server refused, in words, unless the fields tell it by now. */
    problem(error: unknown): string | null {
      if (error === null || password.error !== null) return null;
      if (isProblem(error, "address-at-fault") && preview?.addressFault) return null;
      if (isProblem(error, "reason-needed") && preview?.reasonNeededSince) return null;
      return problemText(error);
    },
    async learnFrom(error: unknown) {
      if (!password.learnFrom(error)) await request.learnFrom(error);
    },
    /** Closes the prompt; nothing that was said stays in it. */
    close() {
      request.reset();
      password.reset();
      problems.clear();
      onClose();
    },
  };
}
