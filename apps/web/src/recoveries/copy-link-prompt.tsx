import { copyPasswordChangeLink } from "@latchkey/contract/links-in-hand.ts";
import { api } from "../shared/api.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { NoticeFact } from "./notice-fact.tsx";
import { OptionPrompt } from "./option-prompt.tsx";
import { awaited, ExpiryMoment } from "./recovery-facts.tsx";
import type { CopiedLinkControl } from "./use-copied-link.ts";
import { useOptionPrompt } from "./use-option-prompt.ts";

type CopyLinkPromptProps = {
  userId: string;
  email: string;
  /** Whether one's own current password is asked for. */
  asksPassword: boolean;
  open: boolean;
  onClose: () => void;
  control: CopiedLinkControl;
};

/** Asks before a link is made that no mail carries: whoever confirms gets it. */
export function CopyLinkPrompt({ userId, email, asksPassword, open, onClose, control }: CopyLinkPromptProps) {
  const option = useOptionPrompt("copy link", userId, { open, mails: false, onClose });
  const copy = useSensitiveMutation({
    mutationFn: () => api(copyPasswordChangeLink, { params: { userId }, body: option.body() }),
    onSuccess: ({ recovery, link }) => {
      control.show(recovery.id, link);
      option.close();
    },
    onError: option.learnFrom,
  });
  return (
    <OptionPrompt
      userId={userId}
      asksPassword={asksPassword}
      option={option}
      action={copy}
      open={open}
      title="Copy link"
      text="A unique link will be made and shown to you once. No email carries it: you give it to the user yourself."
      confirmLabel="Make link"
      onConfirm={() => copy.mutate()}
      facts={(preview) => [
        { term: "Notice to", detail: <NoticeFact address={preview === null ? email : preview.email} /> },
        { term: "Expires", detail: awaited(preview?.linkExpiresAt, (at) => <ExpiryMoment at={at} />) },
        ...(preview?.replacesLink ? [{ term: "Older link", detail: "It stops working" }] : []),
      ]}
    />
  );
}
