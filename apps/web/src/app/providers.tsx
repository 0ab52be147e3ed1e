import { UiProvider } from "@latchkey/ui/ui-provider.tsx";
import { RouterProvider } from "react-router-dom";
import { SpeechContext } from "../languages/use-messages.ts";
import type { Speech } from "../languages/speech.tsx";
import { cspNonce } from "../shared/csp-nonce.ts";
import { router } from "./router.tsx";

/** The whole application: the look, the language where no page says another, the pages. */
export function Providers({ speech }: { speech: Speech }) {
  return (
    <UiProvider nonce={cspNonce}>
      <SpeechContext value={speech}>
        <RouterProvider router={router} />
      </SpeechContext>
    </UiProvider>
  );
}
