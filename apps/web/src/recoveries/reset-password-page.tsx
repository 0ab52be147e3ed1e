import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  type OpenLink,
} from "@latchkey/contract/recoveries.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { useEffect, useState, type ReactNode, type SubmitEvent } from "react";
import { Link, useLoaderData, useLocation, useRevalidator } from "react-router-dom";
import { type Spoken, speakToVisitor } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { DayMoment } from "../shared/moments.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import { endOf, linkEnds, type LinkEnd } from "../stops/link-ends.ts";
import { LinkUser } from "../stops/link-user.tsx";
import { useNewPassword, UserNameForManagers } from "../passwords/use-new-password.tsx";

type Found = { state: "open"; link: OpenLink } | { state: "closed"; end: LinkEnd };

/** Looks at the link without consuming it. The token stays in the fragment, which no server or log ever sees. */
export async function loader(): Promise<{ token: string; found: Found } & Spoken> {
  const token = window.location.hash.slice(1);
  const found = await lookUp(token);
  return { token, found, ...(await speakToVisitor(found.state === "open" ? found.link.language : null)) };
}

async function lookUp(token: string): Promise<Found> {
  if (token === "") return { state: "closed", end: linkEnds["link-unknown"] };
  try {
    return { state: "open", link: await api(lookUpPasswordChangeLink, { body: { token } }) };
  } catch (error) {
    const end = endOf(linkEnds, error);
    if (end === null) throw error;
    return { state: "closed", end };
  }
}

/** The page of a mailed link, on which a person chooses a new password. */
export function Component() {
  const { token, found } = useLoaderData<typeof loader>();
  const { hash } = useLocation();
  const { revalidate } = useRevalidator();
  const say = useMessages();
  useEffect(() => {
    // Another link pasted over this one changes the fragment only, which no loader notices.
    if (hash.slice(1) !== token) void revalidate();
  }, [hash, token, revalidate]);

  return (
    <>
      <PageTitle>{say("chooseNewPassword")}</PageTitle>
      <LookedUp key={token} token={token} found={found} />
    </>
  );
}

type Step = { name: "choose"; link: OpenLink } | { name: "closed"; end: LinkEnd } | { name: "changed" };

function LookedUp({ token, found }: { token: string; found: Found }) {
  const say = useMessages();
  const [step, setStep] = useState<Step>(
    found.state === "open" ? { name: "choose", link: found.link } : { name: "closed", end: found.end },
  );

  function finish() {
    // Used up and no longer needed; it must not stay in the history of a shared computer.
    window.history.replaceState(window.history.state, "", window.location.pathname);
    setStep({ name: "changed" });
  }

  switch (step.name) {
    case "choose":
      return (
        <ChooseForm
          token={token}
          link={step.link}
          onChanged={finish}
          onClosed={(end) => setStep({ name: "closed", end })}
        />
      );
    case "closed":
      return (
        <Ending title={say(step.end.title)} lead={say(step.end.advice)}>
          <Link className={buttonClass({ size: "large", wide: true })} to="/sign-in">
            {say("signIn")}
          </Link>
          <Link className={buttonClass({ variant: "quiet", wide: true })} to="/forgot-password">
            {say("forgotPasswordLink")}
          </Link>
        </Ending>
      );
    case "changed":
      return (
        <Ending title={say("passwordChanged")} lead={say("reset.done")}>
          <Link className={buttonClass({ variant: "primary", size: "large", wide: true })} to="/sign-in">
            {say("signIn")}
          </Link>
        </Ending>
      );
  }
}

/** A last word in place of the form; a screen reader hears it. */
function Ending({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useEffect(() => document.querySelector("h1")?.focus(), []);
  return (
    <PublicPage title={title} lead={lead}>
      {children}
    </PublicPage>
  );
}

function ChooseForm({
  token,
  link,
  onChanged,
  onClosed,
}: {
  token: string;
  link: OpenLink;
  onChanged: () => void;
  onClosed: (end: LinkEnd) => void;
}) {
  const say = useMessages();
  const problems = useFormProblems();
  const chosen = useNewPassword({ problems, ownWords: link.ownWords });
  const redeem = useSensitiveMutation({
    mutationFn: () => api(redeemPasswordChangeLink, { body: { token, newPassword: chosen.password } }),
    meta: { refreshes: false },
    onSuccess: onChanged,
    onError(error) {
      const end = endOf(linkEnds, error);
      if (end === null) chosen.refuse(error);
      else onClosed(end);
    },
  });

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
