import type { updateSettings as route } from "@latchkey/contract/settings.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { readReaderDefaults, setReaderDefaults } from "./reader-defaults.ts";

/** Changes the settings that are named; the trail tells what each was and is. */
export const updateSettings: Verb<typeof route> = async (ctx, { body }) => {
  await transact(ctx, async (tx) => {
    const before = await readReaderDefaults(tx);
    const changed = (["language", "timeZone"] as const).filter(
      (name) => body[name] !== undefined && body[name] !== before[name],
    );
    if (changed.length === 0) return;
    await setReaderDefaults(tx, { ...before, ...body });
    await recordAudit(tx, ctx, {
      action: "settings.changed",
      subjectId: null,
      details: Object.fromEntries(
        changed.map((name) => [name, `${before[name] ?? "not set"} → ${body[name] ?? "not set"}`]),
      ),
    });
  });
};
