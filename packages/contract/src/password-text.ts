import { z } from "zod";

/** A password on its way in: any text; the policy decides. The bound only keeps nonsense out. */
export const PasswordText = z.string().max(1024, "Use at most 128 characters.");

/** A password that somebody has: a new one with half a character breaks a rule of the policy. */
export const KnownPassword = PasswordText.regex(/^\P{Cs}*$/u, "Type it anew: it holds half a character.");
