import { UiProvider } from "@latchkey/ui/ui-provider.tsx";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router-dom";
import { queryClient } from "../shared/query-client.ts";
import { router } from "./router.tsx";

// The server writes the nonce of this very response into the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/** The whole application: the cache, the look, the pages. */
export function Providers() {
  return (
    <QueryClientProvider client={queryClient}>
      <UiProvider nonce={nonce}>
        <RouterProvider router={router} />
      </UiProvider>
    </QueryClientProvider>
  );
}
