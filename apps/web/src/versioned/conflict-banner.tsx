import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { RelativeMoment } from "../shared/moments.tsx";
import type { Standing } from "./versioned-store.ts";
import { versionName } from "./version-words.ts";
import styles from "./edit-banners.module.css";

type ConflictBannerProps = {
  theirs: Standing<unknown>;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onCompare: () => void;
};

/** Somebody else saved meanwhile: whose words stay is for the administrator to say, and nothing is lost until then. */
export function ConflictBanner({ theirs, onKeepMine, onTakeTheirs, onCompare }: ConflictBannerProps) {
  const { latest } = theirs;
  return (
    <Banner tone="warn" live="alert" title="Somebody else saved meanwhile">
      <p>
        {latest === null ? (
          "There is a newer version"
        ) : (
          <>
            {latest.author} saved {versionName(latest.number).toLowerCase()} <RelativeMoment at={latest.at} />
            {latest.note === "" ? null : `: “${latest.note}”`}
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
