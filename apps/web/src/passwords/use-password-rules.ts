import {
  brokenPasswordRules,
  passwordMaxLength,
  passwordMinLength,
  type PasswordRule,
} from "@latchkey/contract/password-policy.ts";
import type { Rule } from "@latchkey/ui/rule-list.tsx";
import { useEffect, useState } from "react";
import { useMessages } from "../languages/use-messages.ts";

type IsCommon = (canonical: string) => boolean;

/** In the order in which they are shown. */
const allRules: readonly PasswordRule[] = [
  "too-short",
  "too-long",
  "ill-formed",
  "common",
  "own-words",
  "pattern",
  "unchanged",
];

/** The rules that are always listed. The others appear when they are broken. */
const listedRules: readonly PasswordRule[] = ["too-short", "common", "own-words", "pattern"];

/**
 * Judges a new password while it is typed. `refused` are the rules for which the server refused `refusedPassword`: some only
 * it can check. The list of common passwords, the largest part of such a page, loads with the first character; until then, and
 * if it can't, the server judges alone.
 */
export function usePasswordRules({
  password,
  ownWords,
  judged,
  refusal,
}: {
  password: string;
  ownWords: readonly string[];
  /** Typing is over for now, so what is missing counts as wrong. */
  judged: boolean;
  refusal: PasswordRefusal | null;
}): { rules: Rule[]; broken: boolean } {
  const say = useMessages();
  const isCommon = useCommonPasswords(password !== "");
  const refused = refusal?.password === password ? refusal.rules : [];
  const broken = new Set<PasswordRule>([
    ...brokenPasswordRules(password, { ownWords, isCommon: isCommon ?? (() => false) }),
    ...refused,
  ]);
  const growing = broken.has("too-short") && !judged;

  function stateOf(rule: PasswordRule): Rule["state"] {
    if (password === "") return "pending";
    if (broken.has(rule)) return growing ? "pending" : "unmet";
    if (broken.has("too-short") || (rule === "common" && isCommon === null)) return "pending";
    return "met";
  }

  const texts: Record<PasswordRule, string> = {
    "too-short": say("rule.too-short", { count: passwordMinLength }),
    "too-long": say("rule.too-long", { count: passwordMaxLength }),
    "ill-formed": say("rule.ill-formed"),
    common: say("rule.common"),
    "own-words": say("rule.own-words"),
    pattern: say("rule.pattern"),
    unchanged: say("rule.unchanged"),
  };
  const shown = allRules.filter(
    (rule) => listedRules.includes(rule) || (password !== "" && broken.has(rule)),
  );
  return {
    rules: shown.map((rule) => ({ key: rule, text: texts[rule], state: stateOf(rule) })),
    broken: broken.size > 0,
  };
}

/** Which rules the server found broken by which password. */
export type PasswordRefusal = { password: string; rules: readonly PasswordRule[] };

/** The refusal in a `password-refused` problem; a rule that this page does not know is left out. */
export function passwordRefusal(password: string, rules: readonly string[] = []): PasswordRefusal {
  return { password, rules: allRules.filter((rule) => rules.includes(rule)) };
}

function useCommonPasswords(wanted: boolean): IsCommon | null {
  const [isCommon, setIsCommon] = useState<IsCommon | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let mounted = true;
    import("@latchkey/contract/common-passwords.ts").then(
      ({ isCommonPassword }) => {
        if (mounted) setIsCommon(() => isCommonPassword);
      },
      // The server has the list too.
      () => undefined,
    );
    return () => {
      mounted = false;
    };
  }, [wanted]);
  return isCommon;
}
