import type { Session } from "@latchkey/contract/sessions.ts";
import { Dialog } from "@latchkey/ui/dialog.tsx";
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
  return (
    <Dialog
      open
      title="Sign in to go on"
      text="Your session has ended. Nothing on this page is lost: sign in, then repeat what you did last."
      dismissable={false}
    >
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
