import { UiProvider } from "@latchkey/ui/ui-provider.tsx";
import { RouterProvider } from "react-router-dom";
import { router } from "./router.tsx";

// The server writes the nonce of this very response into the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/** The whole application: the look, the pages. */
export function Providers() {
  return (
    <UiProvider nonce={nonce}>
      <RouterProvider router={router} />
    </UiProvider>
  );
}
