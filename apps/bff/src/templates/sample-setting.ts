import type { SampleSetting } from "@latchkey/mails/sample-values.ts";
import type { System } from "../ctx.ts";

/** Here and now, for samples. */
export function sampleSetting({
  clock,
  installation,
}: Pick<System, "clock" | "installation">): SampleSetting {
  return { now: clock.now(), installation };
}
