import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import { sendTestMail } from "@latchkey/contract/templates.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { mailStates } from "../mail/mail-states.ts";
import { useSession } from "../sessions/use-session.ts";
import { api } from "../shared/api.ts";
import { isProblem } from "../shared/problem-type.ts";
import { problemText } from "../shared/problem-text.ts";
import type { PreviewRequest } from "./queries.ts";

type SendTestPromptProps = {
  templateKey: TemplateKey;
  locale: Language;
  /** What is on screen, saved or not. */
  rendition: Pick<PreviewRequest, "source" | "layout" | "userId">;
  onClose: () => void;
};

/** Mails what is on screen, with secrets that work nowhere. Render it while it is open. */
export function SendTestPrompt({ templateKey, locale, rendition, onClose }: SendTestPromptProps) {
  const ownAddress = useSession().user.email ?? "";
  const [to, setTo] = useState(ownAddress);
  const field = useRef<HTMLInputElement>(null);
  const toast = useToast();
  const send = useMutation({
    mutationFn: () =>
      api(sendTestMail, {
        params: { key: templateKey, locale },
        body: { ...rendition, to: to.trim() === ownAddress ? null : to.trim() },
      }),
    meta: { refreshes: false },
    onSuccess: ({ to: address, mail }) => {
      const { tone, alone } = mailStates[mail.state];
      toast({
        tone: tone === "plain" ? "info" : tone,
        title: `Test mail to ${address}`,
        text: mail.reason ?? `${alone}.`,
      });
      onClose();
    },
  });

  return (
    <Prompt
      open
      title="Send test"
      text="The mail goes out as it is on screen, marked as a test. The link and the password in it work nowhere."
      confirmLabel="Send"
      pending={send.isPending}
      disabled={to.trim() === ""}
      problem={send.error === null ? null : problemWords(send.error)}
      initialFocus={field}
      onConfirm={() => send.mutate()}
      onCancel={onClose}
    >
      <TextField
        ref={field}
        label="Send to"
        type="email"
        autoComplete="email"
        value={to}
        hint={to.trim() === ownAddress ? "Your own address." : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !send.isPending && to.trim() !== "") send.mutate();
        }}
      />
    </Prompt>
  );
}

function problemWords(error: unknown): string {
  if (!isProblem(error, "invalid-fields")) return problemText(error);
  const [first] = error.problem.errors ?? [];
  if (first?.pointer.startsWith("/to")) return first.message;
  return "The mail can't be made. Correct the errors under Checks first.";
}
