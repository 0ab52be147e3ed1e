import type { Recovery } from "@latchkey/contract/recoveries.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Secret } from "@latchkey/ui/secret.tsx";
import { useEffect, useRef } from "react";
import { Countdown } from "../shared/countdown.tsx";
import { isUnderWay } from "./recovery-steps.ts";
import type { CopiedLinkControl } from "./use-copied-link.ts";
import styles from "./copied-link.module.css";

type CopiedLinkProps = {
  control: CopiedLinkControl;
  /** What the record tells of the user's recoveries. */
  recoveries: readonly Recovery[];
};

/** A link that was copied a moment ago, above what becomes of it. One that works no more is not shown. */
export function CopiedLink({ control: { shown, drop }, recoveries }: CopiedLinkProps) {
  const panel = useRef<HTMLDivElement>(null);
  const id = shown?.secret.id;
  const own = recoveries.find((recovery) => recovery.id === id);
  const isOver = own !== undefined && !isUnderWay(own);

  useEffect(() => {
    if (isOver) drop();
  }, [isOver, drop]);
  useEffect(() => {
    if (id === undefined) return;
    // The prompt goes away, and the link is what comes next.
    panel.current?.querySelector("textarea")?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: "nearest" });
  }, [id]);

  if (shown === null || isOver) return null;
  return (
    <div ref={panel} className={styles.panel}>
      <Secret
        secret={shown.secret}
        kind="link"
        until={<Countdown endsAt={shown.endsAt} />}
        actions={<Button onClick={drop}>Done</Button>}
      />
    </div>
  );
}
