import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  type OpenLink,
} from "@latchkey/contract/passwords.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { useEffect, useState, type ReactNode, type SubmitEvent } from "react";
import { Link, useLoaderData, useLocation, useRevalidator } from "react-router-dom";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { useMomentFormat } from "../shared/moments.tsx";
import { now } from "../shared/now.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import { linkEnds, type LinkEnd } from "./link-ends.ts";
import { useNewPassword, UserNameForManagers } from "./use-new-password.tsx";

type Found = { state: "open"; link: OpenLink } | { state: "closed"; end: LinkEnd };

/** Looks at the link without consuming it. The token stays in the fragment, which no server or log ever sees. */
export async function loader(): Promise<{ token: string; found: Found }> {
  const token = window.location.hash.slice(1);
  return { token, found: await lookUp(token) };
}

async function lookUp(token: string): Promise<Found> {
  if (token === "") return { state: "closed", end: linkEnds["link-unknown"] };
  try {
    return { state: "open", link: await api(lookUpPasswordChangeLink, { body: { token } }) };
  } catch (error) {
    const end = endOf(error);
    if (end === null) throw error;
    return { state: "closed", end };
  }
}

/** What became of the link, if that is what the error tells. */
function endOf(error: unknown): LinkEnd | null {
  if (!(error instanceof ProblemError)) return null;
  if (error.type === "invalid-fields") return linkEnds["link-unknown"];
  return (linkEnds as Partial<Record<string, LinkEnd>>)[error.type] ?? null;
}

/** The page of a mailed link, on which a person chooses a new password. */
export function Component() {
  const { token, found } = useLoaderData<typeof loader>();
  const { hash } = useLocation();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    // Another link pasted over this one changes the fragment only, which no loader notices.
    if (hash.slice(1) !== token) void revalidate();
  }, [hash, token, revalidate]);

  return (
    <>
      <PageTitle>Choose a new password</PageTitle>
      <LookedUp key={token} token={token} found={found} />
    </>
  );
}

type Step = { name: "choose"; link: OpenLink } | { name: "closed"; end: LinkEnd } | { name: "changed" };

function LookedUp({ token, found }: { token: string; found: Found }) {
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
        <Ending title={step.end.title} lead={step.end.advice}>
          <Link className={buttonClass({ size: "large", wide: true })} to="/sign-in">
            Sign in
          </Link>
          <Link className={buttonClass({ variant: "quiet", wide: true })} to="/forgot-password">
            Forgot Password?
          </Link>
        </Ending>
      );
    case "changed":
      return (
        <Ending
          title="Your password has been changed."
          lead="You were signed out everywhere. Sign in with the new password."
        >
          <Link className={buttonClass({ variant: "primary", size: "large", wide: true })} to="/sign-in">
            Sign in
          </Link>
        </Ending>
      );
  }
}

/** A last word in place of the form; a screen reader hears it. */
function Ending({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useEffect(() => document.querySelector("h1")?.focus(), []);
  return (
    <SoloPage title={title} lead={lead}>
      {children}
    </SoloPage>
  );
}

const askedWords: Record<OpenLink["askedBy"], string> = {
  administrator: "An administrator sent this link",
  user: "You asked for this link",
  operator: "The operator of this server made this link",
};

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
  const problems = useFormProblems();
  const chosen = useNewPassword({ problems, ownWords: link.ownWords });
  const format = useMomentFormat();
  const redeem = useSensitiveMutation({
    mutationFn: () => api(redeemPasswordChangeLink, { body: { token, newPassword: chosen.password } }),
    meta: { refreshes: false },
    onSuccess: onChanged,
    onError(error) {
      const end = endOf(error);
      if (end === null) chosen.refuse(error);
      else onClosed(end);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (problems.showFields(chosen.wrong())) redeem.mutate();
  }

  return (
    <SoloPage
      title="Choose a new password"
      lead={
        <>
          For <strong>{link.userName}</strong>
          {link.email === null ? "" : ` (${link.email})`}. {askedWords[link.askedBy]}; it ends{" "}
          <time dateTime={link.expiresAt} title={format.exact(link.expiresAt)}>
            {format.day(link.expiresAt, now())}
          </time>
          .
        </>
      }
      footer="You will be signed out everywhere and asked to sign in with the new password. If you did not ask for this, close the page: your password stays as it is."
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
          Change Password
        </WaitingButton>
      </form>
    </SoloPage>
  );
}
