import { getSession, type Session } from "@latchkey/contract/sessions.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link, redirect, useNavigate, useSearchParams } from "react-router-dom";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { queryClient } from "../shared/query-client.ts";
import { announceSignedIn } from "../shared/session-events.ts";
import { nextPath } from "./next-path.ts";
import { sessionQuery } from "../sessions/queries.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Sends on whoever is signed in already. */
export async function loader({ request }: { request: Request }): Promise<null> {
  const { session } = await api(getSession, {});
  if (session !== null) throw redirect(nextPath(new URL(request.url).searchParams));
  return null;
}

/** The sign-in page. */
export function Component() {
  const say = useMessages();
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
    <PublicPage title={say("signIn")}>
      <PageTitle>{say("signIn")}</PageTitle>
      {address.get("after") === "password-change" ? (
        <Banner tone="ok" live="status">
          {say("signIn.changed")}
        </Banner>
      ) : null}
      <SignInForm onSignedIn={goOn} below={forgotPasswordLink} />
    </PublicPage>
  );
}

function forgotPasswordLink(userNameOrEmail: string) {
  return <ForgotPasswordLink userNameOrEmail={userNameOrEmail} />;
}

/** What was typed goes along in the state of the history entry: an address is shown, kept and logged. */
function ForgotPasswordLink({ userNameOrEmail }: { userNameOrEmail: string }) {
  const say = useMessages();
  return (
    <Link
      className={buttonClass({ variant: "quiet", wide: true })}
      to="/forgot-password"
      state={{ userNameOrEmail }}
    >
      {say("forgotPasswordLink")}
    </Link>
  );
}
