import type { Session } from "@latchkey/contract/sessions.ts";
import { ToastProvider } from "@latchkey/ui/toast.tsx";
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Outlet, useRevalidator } from "react-router-dom";
import { sessionQuery } from "../sessions/queries.ts";
import { useSession } from "../sessions/use-session.ts";
import { localeOf } from "@latchkey/contract/choose-language.ts";
import { speakToVisitor, type Spoken } from "../languages/open-speech.ts";
import { speakToUser } from "../languages/speak-to-user.ts";
import { typedBy } from "../shared/kept-typing.ts";
import { lazyPart } from "../shared/lazy-part.ts";
import { forgetListAddresses } from "../shared/list-address.ts";
import { MomentsProvider } from "../shared/moments.tsx";
import { queryClient } from "../shared/query-client.ts";
import { onSignedInElsewhere, onSignedOut, onSignInNeeded } from "../shared/session-events.ts";
import { showTheme } from "../shared/theme.ts";
import { leaveFreely } from "../shared/unsaved-changes.ts";
import { ReplacedScreens } from "./replaced-screens.tsx";

const SignInDialog = lazyPart(async () => (await import("../sign-in/sign-in-dialog.tsx")).SignInDialog);

/** Speaks their language; a stranger who gets this far sees a page for visitors. */
export async function loader(): Promise<Spoken> {
  const session = await queryClient.query(sessionQuery);
  if (session === null) return speakToVisitor();
  typedBy(session.user.id);
  return speakToUser(session.user.language);
}

/** Around every page of a signed-in person: the cache of what the server said, and what belongs to the person. */
export function Component() {
  return (
    <QueryClientProvider client={queryClient}>
      <SignedIn />
    </QueryClientProvider>
  );
}

/**
 * Their language, time zone and theme, and what happens when the session ends, here or in
 * another tab. A page that belongs to somebody else by now is loaded anew, so that nothing of it stays in memory.
 */
function SignedIn() {
  const { user } = useSession();
  const [signInNeeded, setSignInNeeded] = useState(false);
  const { revalidate } = useRevalidator();

  // Before the paint: on a machine where another theme was shown last, that one must not flash.
  useLayoutEffect(() => showTheme(user.theme), [user.theme]);
  const spokenTo = useRef(user.language);
  useEffect(() => {
    // Changed while the page is open, as in the preferences: the loader speaks anew.
    if (spokenTo.current === user.language) return;
    spokenTo.current = user.language;
    void revalidate();
  }, [user.language, revalidate]);
  useEffect(() => onSignInNeeded(() => setSignInNeeded(true)), []);
  useEffect(
    () =>
      onSignedOut((next) => {
        leaveFreely();
        window.location.replace(next);
      }),
    [],
  );
  useEffect(() => {
    const reloadRestored = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pageshow", reloadRestored);
    return () => window.removeEventListener("pageshow", reloadRestored);
  }, []);
  useEffect(
    () =>
      onSignedInElsewhere((userId) => {
        if (userId !== user.id) return startAnew();
        setSignInNeeded(false);
        void loadAgain(revalidate);
      }),
    [user.id, revalidate],
  );

  async function continueWith(session: Session) {
    if (session.user.id !== user.id || session.mustChangePassword) return startAnew();
    queryClient.setQueryData(sessionQuery.queryKey, session);
    setSignInNeeded(false);
    await loadAgain(revalidate);
  }

  // The account names a language; the browser knows whether it is the one of London or of Sydney.
  const locale = user.language === null ? null : localeOf(user.language, navigator.languages);
  return (
    <MomentsProvider language={locale} timeZone={user.timeZone}>
      <ToastProvider>
        <Outlet />
        <ReplacedScreens />
      </ToastProvider>
      {signInNeeded ? (
        <Suspense>
          <SignInDialog user={user} onSignedIn={continueWith} />
        </Suspense>
      ) : null}
    </MomentsProvider>
  );
}

/** Asks again for all that is on screen, what failed meanwhile included. */
async function loadAgain(revalidate: () => Promise<void>) {
  await queryClient.invalidateQueries();
  await revalidate();
}

function startAnew() {
  leaveFreely();
  forgetListAddresses();
  window.location.reload();
}
