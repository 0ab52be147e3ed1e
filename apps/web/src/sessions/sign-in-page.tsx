import { getSession, type Session } from "@latchkey/contract/sessions.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { Link, redirect, useNavigate, useSearchParams } from "react-router-dom";
import { api } from "../shared/api.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { queryClient } from "../shared/query-client.ts";
import { announceSignedIn } from "../shared/session-events.ts";
import { nextPath } from "./next-path.ts";
import { sessionQuery } from "./queries.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Sends on whoever is signed in already. */
export async function loader({ request }: { request: Request }): Promise<null> {
  const { session } = await api(getSession, {});
  if (session !== null) throw redirect(nextPath(new URL(request.url).searchParams));
  return null;
}

/** The sign-in page. */
export function Component() {
  const navigate = useNavigate();
  const [address] = useSearchParams();

  function goOn(session: Session) {
    // Nothing that an earlier person saw may be shown to this one.
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, session);
    announceSignedIn(session.user.id);
    void navigate(session.mustChangePassword ? "/change-password" : nextPath(address), { replace: true });
  }

  return (
    <SoloPage title="Sign in">
      <PageTitle>Sign in</PageTitle>
      {address.get("after") === "password-change" ? (
        <Banner tone="ok" live="status">
          Your password has been changed. You were signed out everywhere; sign in with the new password.
        </Banner>
      ) : null}
      <SignInForm onSignedIn={goOn} below={forgotPasswordLink} />
    </SoloPage>
  );
}

/** What was typed goes along in the state of the history entry: an address is shown, kept and logged. */
function forgotPasswordLink(userNameOrEmail: string) {
  return (
    <Link
      className={buttonClass({ variant: "quiet", wide: true })}
      to="/forgot-password"
      state={{ userNameOrEmail }}
    >
      Forgot Password?
    </Link>
  );
}
