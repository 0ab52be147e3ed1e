import type { Version } from "@latchkey/contract/versioned.ts";
import { RelativeMoment } from "../shared/moments.tsx";
import { versionName } from "./version-words.ts";

/** Which version is in force, by whom and since when. */
export function LastChange({ latest }: { latest: Version | null }) {
  if (latest === null) return <>Never changed</>;
  return (
    <>
      {versionName(latest.number)} by {latest.author}, <RelativeMoment at={latest.at} />
    </>
  );
}
