import { UiProvider } from "@latchkey/ui/ui-provider.tsx";
import { RouterProvider } from "react-router-dom";
import { SpeechContext } from "../languages/use-messages.ts";
import type { Speech } from "../languages/speech.tsx";
import { router } from "./router.tsx";

// The server writes the nonce of this very response into the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/** The whole application: the look, the language where no page says another, the pages. */
export function Providers({ speech }: { speech: Speech }) {
  return (
    <UiProvider nonce={nonce}>
      <SpeechContext value={speech}>
        <RouterProvider router={router} />
      </SpeechContext>
    </UiProvider>
  );
}
