import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";

/** Wraps the application: the nonce for styles that components add. */
export function UiProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return <CSPProvider nonce={nonce}>{children}</CSPProvider>;
}
