import { ownWordsOf } from "@latchkey/contract/password-policy.ts";
import { changeOwnPassword } from "@latchkey/contract/sign-in.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import { CardForm } from "@latchkey/ui/card-form.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { PasswordField } from "@latchkey/ui/password-field.tsx";
import { useState, type SubmitEvent } from "react";
import { useAccountMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { isProblem } from "../shared/problem-type.ts";
import { announceSignedOut } from "../shared/session-events.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import { useNewPassword, UserNameForManagers } from "../passwords/use-new-password.tsx";

/** Change Password on one's own profile. It ends every session, so the sign-in page follows. */
export function ChangeOwnPassword({ user }: { user: Session["user"] }) {
  const say = useAccountMessages();
  const [currentPassword, setCurrentPassword] = useState("");
  const problems = useFormProblems();
  const chosen = useNewPassword({ problems, ownWords: ownWordsOf({ ...user, productName: "Latchkey" }) });
  const change = useSensitiveMutation({
    mutationFn: () => api(changeOwnPassword, { body: { currentPassword, newPassword: chosen.password } }),
    meta: { refreshes: false },
    onSuccess: () => announceSignedOut("/sign-in?after=password-change"),
    onError(error) {
      if (isProblem(error, "current-password-wrong")) {
        problems.showFields({ currentPassword: say("problem.current-password-wrong") });
      } else chosen.refuse(error);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const wrong = {
      ...(currentPassword === "" && { currentPassword: say("enterCurrentPassword") }),
      ...chosen.wrong(),
    };
    if (problems.showFields(wrong)) change.mutate();
  }

  return (
    <Card title={say("changePassword")}>
      <CardForm
        onSubmit={submit}
        size="narrow"
        note={say("change.note")}
        button={
          <WaitingButton type="submit" variant="primary" pending={change.isPending} wait={problems.wait}>
            {say("change")}
          </WaitingButton>
        }
      >
        {problems.summary}
        <UserNameForManagers userName={user.userName} />
        <PasswordField
          {...problems.field("currentPassword")}
          label={say("currentPassword")}
          autoComplete="current-password"
          value={currentPassword}
          onChange={(event) => {
            setCurrentPassword(event.currentTarget.value);
            problems.clear("currentPassword");
          }}
        />
        {chosen.fields}
      </CardForm>
    </Card>
  );
}
