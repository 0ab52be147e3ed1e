import type { Session } from "@latchkey/contract/sessions.ts";
import { Dialog } from "@latchkey/ui/dialog.tsx";
import { useAccountMessages } from "../languages/use-messages.ts";
import { announceSignedIn } from "../shared/session-events.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Asks to sign in without leaving the page, so that nothing typed on it is lost. */
export function SignInDialog({
  userName,
  onSignedIn,
}: {
  /** Who was signed in. */
  userName: string;
  onSignedIn: (session: Session) => void;
}) {
  const say = useAccountMessages();
  return (
    <Dialog open title={say("signInAgain.title")} text={say("signInAgain.text")} dismissable={false}>
      <SignInForm
        userName={userName}
        onSignedIn={(session) => {
          announceSignedIn(session.user.id);
          onSignedIn(session);
        }}
      />
    </Dialog>
  );
}
