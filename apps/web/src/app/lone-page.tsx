import { buttonClass } from "@latchkey/ui/button-class.ts";
import { UiProvider } from "@latchkey/ui/ui-provider.tsx";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { ErrorBoundary } from "react-error-boundary";
import type { Spoken } from "../languages/open-speech.ts";
import type { Speech } from "../languages/speech.tsx";
import { SpeechContext, useMessages } from "../languages/use-messages.ts";
import { cspNonce } from "../shared/csp-nonce.ts";
import { changeAddress, type Leave } from "../shared/leave-page.ts";
import { PublicPage } from "../shared/public-page.tsx";
import { ErrorWords, useErrorTitle } from "./error-words.tsx";
import { FirstLoad } from "./first-load.tsx";
import { PageFrame } from "./page-frame.tsx";
import { Progress } from "./progress.tsx";

/** The ways on from a page that knows no router. */
type Ways = {
  leave: Leave;
  /** Loads what comes after signing in, so that it is there by then. */
  prepare: () => void;
};

/** What became of looking at the address: its page in its language, or why there is none. */
type Opened = { page: (ways: Ways) => ReactNode; spoken: Spoken } | { error: unknown };

/** Asks the server about the address, for its page. Never rejects. */
export type OpenPage = () => Promise<Opened>;

/** The ways to open the pages that stand alone, by path. The router has them, too, for whoever comes back from another page. */
export const openByPath: Readonly<Record<string, OpenPage>> = {
  "/reset-password": opens(() => import("../recoveries/reset-password-page.tsx")),
  "/stop": opens(() => import("../stops/stop-page.tsx")),
  "/sign-in": opens(() => import("../sign-in/sign-in-page.tsx")),
};

function opens<Loaded extends Spoken>(
  load: () => Promise<{
    loader: () => Promise<Loaded>;
    Component: (props: Loaded & Ways) => ReactNode;
  }>,
): OpenPage {
  return async () => {
    try {
      const { loader, Component } = await load();
      const loaded = await loader();
      return { page: (ways) => <Component {...loaded} {...ways} />, spoken: loaded };
    } catch (error) {
      return { error };
    }
  };
}

const loadProviders = () => import("./providers.tsx");

function prepare() {
  const parts = [loadProviders(), import("./signed-in.tsx"), import("./shell.tsx")];
  // Whoever needs them asks again, and says so when they can't be had.
  Promise.all(parts).catch(() => null);
}

/**
 * A page alone: that of a mailed link, or the one to sign in. Without the router and the cache, which weigh a quarter of a first
 * load. Whoever leaves by `leave` gets them, in this same document.
 */
export function LonePage({
  speech,
  open,
  begun,
}: {
  /** The browser's, until the link says for whom it is. */
  speech: Speech;
  open: OpenPage;
  /** The first time of asking, which does not wait for React. */
  begun: Promise<Opened>;
}) {
  const [asked, setAsked] = useState(begun);
  const [shown, setShown] = useState<{ of: Promise<Opened>; opened: Opened } | null>(null);
  const [left, setLeft] = useState<"leaving" | { others: ReactNode } | null>(null);
  useEffect(() => {
    let isLatest = true;
    void asked.then((opened) => isLatest && setShown({ of: asked, opened }));
    return () => {
      isLatest = false;
    };
  }, [asked]);

  const leave = useCallback<Leave>(
    async (path, options) => {
      changeAddress(path, options);
      setLeft("leaving");
      try {
        const { openPages } = await loadProviders();
        setLeft({ others: await openPages(speech) });
      } catch (error) {
        setLeft(null);
        setShown({ of: asked, opened: { error } });
      }
    },
    [asked, speech],
  );
  if (left !== null && left !== "leaving") return left.others;

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
            {left === "leaving" ? <Progress /> : null}
            {opened === undefined ? (
              <FirstLoad />
            ) : "error" in opened ? (
              failure(opened.error)
            ) : (
              <ErrorBoundary fallbackRender={({ error }) => failure(error)}>
                {opened.page({ leave, prepare })}
              </ErrorBoundary>
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
