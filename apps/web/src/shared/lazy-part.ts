import { type ComponentType, lazy } from "react";

/**
 * A component that loads when it is first shown. While it can't be loaded its place stays as it is and the page around it
 * lives on, with what was typed on it: what to do tells `app/replaced-screens.tsx`.
 */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => new Promise<never>(() => {}),
    ),
  );
}
