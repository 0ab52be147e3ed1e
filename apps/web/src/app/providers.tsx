import { UiProvider } from "@latchkey/ui/ui-provider.tsx";
import type { ReactNode } from "react";
import { RouterProvider } from "react-router-dom";
import { SpeechContext } from "../languages/use-messages.ts";
import type { Speech } from "../languages/speech.tsx";
import { cspNonce } from "../shared/csp-nonce.ts";
import { openRouter } from "./router.tsx";

export { openRouter } from "./router.tsx";

/** Opens the page at the browser's address, and with it the whole application. Resolves when there is something to show. */
export async function openPages(speech: Speech): Promise<ReactNode> {
  const router = openRouter();
  if (!router.state.initialized) {
    await new Promise<void>((resolve) => {
      const stop = router.subscribe(({ initialized }) => {
        if (!initialized) return;
        stop();
        resolve();
      });
    });
  }
  return <Providers speech={speech} router={router} />;
}

/** The whole application: the look, the language where no page says another, the pages. */
export function Providers({ speech, router }: { speech: Speech; router: ReturnType<typeof openRouter> }) {
  return (
    <UiProvider nonce={cspNonce}>
      <SpeechContext value={speech}>
        <RouterProvider router={router} />
      </SpeechContext>
    </UiProvider>
  );
}
