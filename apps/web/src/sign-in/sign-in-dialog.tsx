import { can } from "@latchkey/contract/permissions.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import { Dialog } from "@latchkey/ui/dialog.tsx";
import { useAccountMessages } from "../languages/use-messages.ts";
import { announceSignedIn } from "../shared/session-events.ts";
import { isProblem } from "../shared/problem-type.ts";
import { ProblemTextContext, useProblemText } from "../shared/use-problem-text.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Asks to sign in without leaving the page, so that nothing typed on it is lost. */
export function SignInDialog({
  user,
  onSignedIn,
}: {
  /** Who was signed in. */
  user: Session["user"];
  onSignedIn: (session: Session) => void;
}) {
  const say = useAccountMessages();
  const problemText = useProblemText();
  const isAdministrator = can(user, "recover access");
  // Nobody is sent to themselves.
  const textFor = (error: unknown) =>
    isAdministrator && isProblem(error, "sign-in-stopped") ? say("signInAgain.stopped") : problemText(error);
  return (
    <Dialog open title={say("signInAgain.title")} text={say("signInAgain.text")} dismissable={false}>
      <ProblemTextContext value={textFor}>
        <SignInForm
          userName={user.userName}
          onSignedIn={(session) => {
            announceSignedIn(session.user.id);
            onSignedIn(session);
          }}
        />
      </ProblemTextContext>
    </Dialog>
  );
}
