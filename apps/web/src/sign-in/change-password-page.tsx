import { ownWordsOf } from "@latchkey/contract/password-policy.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { signOut } from "@latchkey/contract/sign-in.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { Link, useLoaderData } from "react-router-dom";
import { useAccountMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { announceSignedOut } from "../shared/session-events.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { useNewPassword, UserNameForManagers } from "../passwords/use-new-password.tsx";

/** The forced change: whoever signed in with a temporary password chooses their own before anything else. */
export function Component() {
  const { user } = useLoaderData<Session>();
  const say = useAccountMessages();
  const [step, setStep] = useState<"choose" | "changed">("choose");
  return (
    <>
      <PageTitle>{say("chooseNewPassword")}</PageTitle>
      {step === "choose" ? <ChooseForm user={user} onChanged={() => setStep("changed")} /> : <Changed />}
    </>
  );
}

function Changed() {
  const say = useAccountMessages();
  return (
    <SoloPage takesFocus title={say("passwordChanged")} lead={say("forced.done")}>
      <Link className={buttonClass({ variant: "primary", size: "large", wide: true })} to="/" replace>
        {say("continue")}
      </Link>
    </SoloPage>
  );
}

function ChooseForm({ user, onChanged }: { user: Session["user"]; onChanged: () => void }) {
  const say = useAccountMessages();
  const problems = useFormProblems();
  const chosen = useNewPassword({ problems, ownWords: ownWordsOf({ ...user, productName: "Latchkey" }) });
  const replace = useSensitiveMutation({
    mutationFn: () => api(replaceTemporaryPassword, { body: { newPassword: chosen.password } }),
    onSuccess: onChanged,
    onError: chosen.refuse,
  });
  const leave = useMutation({
    mutationFn: () => api(signOut, {}),
    meta: { refreshes: false },
    onSuccess: () => announceSignedOut(),
    onError: problems.show,
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (problems.showFields(chosen.wrong())) replace.mutate();
  }

  return (
    <SoloPage
      title={say("chooseNewPassword")}
      lead={say.rich("forced.lead", {
        user: (
          <strong>
            <bdi>{user.userName}</bdi>
          </strong>
        ),
      })}
    >
      <form onSubmit={submit} noValidate>
        {problems.summary}
        <UserNameForManagers userName={user.userName} />
        {chosen.fields}
        <Button type="submit" variant="primary" size="large" wide pending={replace.isPending}>
          {say("changePassword")}
        </Button>
        <Button variant="quiet" wide pending={leave.isPending} onClick={() => leave.mutate()}>
          {say("signOut")}
        </Button>
      </form>
    </SoloPage>
  );
}
