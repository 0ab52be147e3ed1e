import { fullName } from "@latchkey/contract/accounts.ts";
import { canonicalUserName } from "@latchkey/contract/user-name.ts";
import { administratorType } from "@latchkey/contract/permissions.ts";
import { deleteUser, type User } from "@latchkey/contract/users.ts";
import { FactList } from "@latchkey/ui/fact-list.tsx";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { CurrentPasswordField, useCurrentPassword } from "../passwords/use-current-password.tsx";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";
import { queryClient } from "../shared/query-client.ts";
import { userList } from "./user-list.ts";
import styles from "./delete-user-prompt.module.css";

type DeleteUserPromptProps = { user: User; open: boolean; onClose: () => void; onDeleted: () => void };

/** Asks for the user name before a user is deleted, so that nobody is by a slip of the hand. */
export function DeleteUserPrompt({ user, open, onClose, onDeleted }: DeleteUserPromptProps) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const password = useCurrentPassword();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () =>
      api(deleteUser, { params: { userId: user.id }, body: { userName: typed, ...password.toSend() } }),
    // The record on screen is gone: asked again, it would be missed.
    meta: { refreshes: false },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: userList.key });
      toast({ title: `${fullName(user)} has been deleted` });
      onDeleted();
    },
    onError: (error) => password.learnFrom(error),
  });
  const asksPassword = user.type === administratorType || password.isDemanded;
  const isSame = canonicalUserName(typed) === canonicalUserName(user.userName);

  function confirm() {
    if (!isSame || remove.isPending || !password.check()) return false;
    remove.mutate();
    return true;
  }

  function cancel() {
    remove.reset();
    password.reset();
    setTyped("");
    onClose();
  }

  return (
    <Prompt
      open={open}
      title="Delete User"
      text={`${fullName(user)} will be deleted. This can't be undone.`}
      confirmLabel="Delete"
      tone="danger"
      pending={remove.isPending}
      disabled={!isSame}
      problem={remove.error && password.error === null ? problemText(remove.error) : null}
      initialFocus={field}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <div className={styles.stack}>
        <FactList
          facts={[
            { term: "Sessions", detail: sessionsWords(user.openSessions) },
            { term: "Links, passwords", detail: "Stop working; mails that wait are not sent" },
            { term: "Name, address", detail: "Are erased, and free for somebody else" },
            { term: "Audit trail", detail: "Stays" },
          ]}
        />
        <TextField
          ref={field}
          label="User Name"
          hint={
            <>
              Type <strong>{user.userName}</strong> to confirm.
            </>
          }
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={64}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) confirm();
          }}
        />
        {asksPassword ? <CurrentPasswordField password={password} onEnter={confirm} /> : null}
      </div>
    </Prompt>
  );
}

function sessionsWords(open: number): string {
  if (open === 0) return "None is open";
  return open === 1 ? "1 open session ends" : `${open} open sessions end`;
}
