import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { ToastProvider } from "./toast.tsx";

/** Wraps the application: the nonce for styles that components add, and the place where toasts appear. */
export function UiProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <ToastProvider>{children}</ToastProvider>
    </CSPProvider>
  );
}
