import { UnreachableError } from "@latchkey/contract/client.ts";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  type OpenLink,
} from "@latchkey/contract/password-change-links.ts";
import { useLayoutEffect, type SubmitEvent } from "react";
import { speakToVisitor } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { useNewPassword, UserNameForManagers } from "../passwords/use-new-password.tsx";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { DayMoment } from "../shared/moments.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { SignInLink } from "../shared/sign-in-link.tsx";
import { findLink, type LinkEnds, type LinkInHand, TokenPage } from "../shared/token-page.tsx";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import { type LinkEnd, LinkEnding } from "../stops/link-end.tsx";
import { LinkUser } from "../stops/link-user.tsx";

const unknown: LinkEnd = { title: "link.unknown", advice: "link.unknownAdvice" };
const ends: LinkEnds<LinkEnd> = {
  wrong: unknown,
  cut: { title: "link.cut", advice: "link.unknownAdvice" },
  "link-unknown": unknown,
  "link-used": { title: "link.used", advice: "link.usedAdvice" },
  "link-expired": { title: "link.expired", advice: "link.expiredAdvice" },
  "link-replaced": { title: "link.replaced", advice: "link.replacedAdvice" },
  "link-revoked": { title: "link.revoked", advice: "link.revokedAdvice" },
};

/** Looks at the link, and speaks to whom it is for. */
export async function loader() {
  const link = await findLink(ends, (token) => api(lookUpPasswordChangeLink, { body: { token } }));
  const { found } = link;
  return { ...link, ...(await speakToVisitor(found.name === "open" ? found.link.language : null)) };
}

/** The page of a mailed link, on which a person chooses a new password. */
export function Component(loaded: Awaited<ReturnType<typeof loader>>) {
  const say = useMessages();
  return (
    <TokenPage<OpenLink, LinkEnd, unknown>
      {...loaded}
      name={say("chooseNewPassword")}
      ends={ends}
      renderOpen={(inHand) => <ChooseForm {...inHand} />}
      renderClosed={(end) => <LinkEnding end={end} />}
      renderDone={({ userName }) => (
        <PublicPage takesFocus title={say("passwordChanged")} lead={say("reset.done")}>
          <SignInLink variant="primary" userName={userName} />
        </PublicPage>
      )}
    />
  );
}

function ChooseForm({ token, link, finish, endsBy }: LinkInHand<OpenLink, unknown>) {
  const say = useMessages();
  const problems = useFormProblems();
  const chosen = useNewPassword({ problems, ownWords: link.ownWords });
  const redeem = useSensitiveMutation({
    mutationFn: () =>
      api(redeemPasswordChangeLink, { body: { token: token.read(), newPassword: chosen.password } }),
    meta: { refreshes: false },
    onSuccess: finish,
    onError: (error) => endsBy(error) || chosen.refuse(error),
  });
  // Before the form is seen: the first sign may come at once, and be the only one.
  useLayoutEffect(() => {
    // Scanners of mail run scripts, too: only a person's hand says that somebody opened the page. Where that is not heard, no matter.
    const heard = new AbortController();
    let isBeingTold = false;
    const tell = (event: Event) => {
      // Of a pointer that rests the browser itself tells, when a page comes under it.
      const isAtRest = event instanceof PointerEvent && event.type === "pointermove" && !hasMoved(event);
      if (!event.isTrusted || isAtRest || isBeingTold) return;
      isBeingTold = true;
      api(lookUpPasswordChangeLink, { body: { token: token.read(), byPerson: true } }).then(
        () => heard.abort(),
        (error: unknown) => {
          // On a train: the next sign is told again. What the server refused it would refuse again.
          if (error instanceof UnreachableError) isBeingTold = false;
          else heard.abort();
        },
      );
    };
    for (const sign of ["focusin", "pointermove", "pointerdown", "keydown"])
      window.addEventListener(sign, tell, heard);
    return () => heard.abort();
  }, [token]);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (problems.showFields(chosen.wrong())) redeem.mutate();
  }

  return (
    <PublicPage
      title={say("chooseNewPassword")}
      lead={say.rich("reset.lead", {
        user: <LinkUser {...link} />,
        askedBy: link.askedBy,
        when: <DayMoment at={link.expiresAt} />,
      })}
      footer={say("reset.note")}
    >
      <form onSubmit={submit} noValidate>
        {problems.summary}
        <UserNameForManagers userName={link.userName} />
        {chosen.fields}
        <WaitingButton
          type="submit"
          variant="primary"
          size="large"
          wide
          pending={redeem.isPending}
          wait={problems.wait}
        >
          {say("changePassword")}
        </WaitingButton>
      </form>
    </PublicPage>
  );
}

const hasMoved = ({ movementX, movementY }: PointerEvent) => movementX !== 0 || movementY !== 0;
