import { useLayoutEffect } from "react";
import { holdValue, useHeldValue } from "./held-value.ts";

const pageTitle = holdValue("");

/** Names the page: in the browser's tab and as the last part of the breadcrumb. Every page renders one. */
export function PageTitle({ children }: { children: string }) {
  useLayoutEffect(() => pageTitle.set(children), [children]);
  return <title>{`${children} · Latchkey`}</title>;
}

/** The name of the page that is open. */
export function usePageTitle(): string {
  return useHeldValue(pageTitle);
}
