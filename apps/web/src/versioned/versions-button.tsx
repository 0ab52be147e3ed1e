import { Button } from "@latchkey/ui/button.tsx";
import { useVersionsShown } from "./use-versions-shown.ts";

/** Shows the versions in place of the fields, and the fields again. */
export function VersionsButton() {
  const { isShown, toggle } = useVersionsShown();
  return (
    <Button aria-pressed={isShown} onClick={toggle}>
      Versions
    </Button>
  );
}
