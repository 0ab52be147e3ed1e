import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { RelativeMoment } from "../shared/moments.tsx";
import type { Standing } from "./versioned-store.ts";
import { versionName } from "./version-words.ts";
import styles from "./edit-banners.module.css";

/** A version tells the name of its author only, which oneself has as well, and perhaps somebody else. */
function titleOf(author: string | undefined, ownName: string): string {
  if (author === undefined) return "Saved meanwhile";
  return author === ownName ? "Saved meanwhile under your name" : "Somebody else saved meanwhile";
}

type ConflictBannerProps = {
  theirs: Standing<unknown>;
  /** The name of whoever looks. */
  ownName: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onCompare: () => void;
};

/** A version was saved meanwhile, by somebody else or in another tab: whose words stay is for the administrator to say, and nothing is lost until then. */
export function ConflictBanner({
  theirs,
  ownName,
  onKeepMine,
  onTakeTheirs,
  onCompare,
}: ConflictBannerProps) {
  const { latest } = theirs;
  return (
    <Banner tone="warn" live="alert" title={titleOf(latest?.author, ownName)}>
      <p>
        {latest === null ? (
          "There is a newer version"
        ) : (
          <>
            {latest.author} saved {versionName(latest.number).toLowerCase()} <RelativeMoment at={latest.at} />
            {latest.note === "" ? null : `: “${latest.note}”`}
            {latest.author === ownName ? ", perhaps you in another tab" : null}
          </>
        )}
        . What you typed is still here. Keep yours and save it on top, or take theirs.
      </p>
      <span className={styles.choices}>
        <Button size="small" onClick={onCompare}>
          Compare
        </Button>
        <Button size="small" onClick={onKeepMine}>
          Keep mine
        </Button>
        <Button size="small" onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </span>
    </Banner>
  );
}
