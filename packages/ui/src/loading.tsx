import type { ReactNode } from "react";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** Wraps skeletons and says in words what is being loaded: "Loading users". */
export function Loading({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div aria-busy="true">
      <output>
        <VisuallyHidden>{label}</VisuallyHidden>
      </output>
      {children}
    </div>
  );
}
