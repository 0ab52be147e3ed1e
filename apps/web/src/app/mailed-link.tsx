import { buttonClass } from "@latchkey/ui/button-class.ts";
import { UiProvider } from "@latchkey/ui/ui-provider.tsx";
import { useEffect, useState, type ReactNode } from "react";
import { ErrorBoundary } from "react-error-boundary";
import type { Spoken } from "../languages/open-speech.ts";
import type { Speech } from "../languages/speech.tsx";
import { SpeechContext, useMessages } from "../languages/use-messages.ts";
import { cspNonce } from "../shared/csp-nonce.ts";
import { PublicPage } from "../shared/public-page.tsx";
import { ErrorWords, useErrorTitle } from "./error-words.tsx";
import { FirstLoad } from "./first-load.tsx";
import { PageFrame } from "./page-frame.tsx";

/** What became of looking at the link: its page in its language, or why there is none. */
type Opened = { page: ReactNode; spoken: Spoken } | { error: unknown };

/** Looks at the link in the address, for its page. Never rejects. */
export type OpenLink = () => Promise<Opened>;

/** The ways to open the pages of mailed links, by path. The router has them, too, for whoever comes back from another page. */
export const openByPath: Readonly<Record<string, OpenLink>> = {
  "/reset-password": opens(() => import("../recoveries/reset-password-page.tsx")),
  "/stop": opens(() => import("../stops/stop-page.tsx")),
};

function opens<Loaded extends Spoken>(
  load: () => Promise<{ loader: () => Promise<Loaded>; Component: (loaded: Loaded) => ReactNode }>,
): OpenLink {
  return async () => {
    try {
      const { loader, Component } = await load();
      const loaded = await loader();
      return { page: <Component {...loaded} />, spoken: loaded };
    } catch (error) {
      return { error };
    }
  };
}

/** The page of a mailed link, alone: without the router, which is a fifth of what its first load weighs. */
export function MailedLink({
  speech,
  open,
  begun,
}: {
  /** The browser's, until the link says for whom it is. */
  speech: Speech;
  open: OpenLink;
  /** The first time of asking, which does not wait for React. */
  begun: Promise<Opened>;
}) {
  const [asked, setAsked] = useState(begun);
  const [shown, setShown] = useState<{ of: Promise<Opened>; opened: Opened } | null>(null);
  useEffect(() => {
    let isLatest = true;
    void asked.then((opened) => isLatest && setShown({ of: asked, opened }));
    return () => {
      isLatest = false;
    };
  }, [asked]);

  const opened = shown?.opened;
  // In the page's language when the page breaks, in the browser's when what stands around it does.
  const failure = (error: unknown) => (
    <Failure error={error} retry={() => setAsked(open())} isRetrying={shown?.of !== asked} />
  );
  return (
    <UiProvider nonce={cspNonce}>
      <SpeechContext value={speech}>
        <ErrorBoundary fallbackRender={({ error }) => failure(error)}>
          <PageFrame spoken={opened !== undefined && "spoken" in opened ? opened.spoken : undefined}>
            {opened === undefined ? (
              <FirstLoad />
            ) : "error" in opened ? (
              failure(opened.error)
            ) : (
              <ErrorBoundary fallbackRender={({ error }) => failure(error)}>{opened.page}</ErrorBoundary>
            )}
          </PageFrame>
        </ErrorBoundary>
      </SpeechContext>
    </UiProvider>
  );
}

function Failure(props: { error: unknown; retry: () => void; isRetrying: boolean }) {
  const say = useMessages();
  return (
    <PublicPage title={useErrorTitle(props.error)}>
      <ErrorWords
        {...props}
        startLink={
          <a className={buttonClass({ variant: "primary" })} href="/">
            {say("startPage")}
          </a>
        }
      />
    </PublicPage>
  );
}
