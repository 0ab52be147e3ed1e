import {
  passwordSuggestionMinutes,
  type PasswordStyle,
  suggestPassword,
} from "@latchkey/contract/passwords.ts";
import { useEffect, useRef, useState } from "react";
import { api } from "../shared/api.ts";
import { holdValue, useHeldValue } from "../shared/held-value.ts";
import { keepSecret, type KeptSecret } from "../shared/kept-secret.ts";
import { now } from "../shared/now.ts";
import { onPageLeft } from "../shared/on-page-left.ts";
import { onSignInNeeded } from "../shared/session-events.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";

/**
 * How long the server keeps a proposal, in milliseconds. Counted from when it arrived: this computer's clock may be
 * minutes off, and the server decides anyway.
 */
const proposedForMilliseconds = passwordSuggestionMinutes * 60_000;

/** How long a password stays on screen after Save, and a copied link, in milliseconds. */
export const shownAfterSaveMilliseconds = 5 * 60_000;

/** A password that is shown. */
type ShownPassword = {
  id: string;
  secret: KeptSecret;
  style: PasswordStyle;
  /** When it was generated, by the server's clock (ISO 8601). */
  generatedAt: string;
  /** When it arrived, or Save had made it true; from here on by this computer's clock, in ms since 1970. */
  knownAt: number;
  /** Until when it is shown. */
  endsAt: number;
};

/**
 * The temporary password of option C: proposed by Generate, and saved for five minutes more. `ran-out`: the proposal ended
 * before Save, by the clock or because a Save was refused for it. `overtaken`: it ended on the server before its time, as when
 * somebody else saved another; what is left of it holds no password.
 */
export type TemporaryPassword =
  | { step: "none" }
  | ({ step: "suggested" } & ShownPassword)
  | { step: "ran-out"; isRefused: boolean }
  | ({ step: "saved" } & ShownPassword)
  | { step: "overtaken"; id: string; generatedAt: string; wasSaved: boolean; isRefused: boolean };

const none: TemporaryPassword = { step: "none" };

/** Holds what is shown; a password that is not shown any more is forgotten by all who hold it. */
function holdTemporaryPassword() {
  const { set, ...held } = holdValue(none);
  return {
    ...held,
    set(next: TemporaryPassword) {
      const current = held.get();
      const stays = "secret" in current && "secret" in next && current.secret === next.secret;
      if ("secret" in current && !stays) current.secret.forget();
      set(next);
    },
  };
}

/**
 * Holds the one copy of a generated password that this page has, outside of React's states, which keep what was. It is gone
 * when its time is over, when the page is left, and when this browser is signed out or somebody else signs in; once saved,
 * with the session.
 */
export function useTemporaryPassword(userId: string) {
  const [held] = useState(holdTemporaryPassword);
  const temporary = useHeldValue(held);
  // Cancel ends a turn: a password that arrives for an earlier one is not shown.
  const turn = useRef(0);
  const suggestion = useSensitiveMutation({
    mutationFn: async ({ style }: { style: PasswordStyle; turn: number }) => {
      const reply = await api(suggestPassword, { params: { userId }, body: { style } });
      return { ...reply, knownAt: now() };
    },
    onSuccess: ({ id, password, expiresAt, knownAt }, asked) => {
      suggestion.reset();
      if (asked.turn !== turn.current) return;
      held.set({
        step: "suggested",
        id,
        secret: keepSecret(id, password),
        style: asked.style,
        generatedAt: new Date(Date.parse(expiresAt) - proposedForMilliseconds).toISOString(),
        knownAt,
        endsAt: now() + proposedForMilliseconds,
      });
    },
  });
  const isHeld = useRef(false);
  const endsAt = "endsAt" in temporary ? temporary.endsAt : null;

  useEffect(() => () => held.set(none), [held]);
  useEffect(() => {
    if (endsAt === null) return;
    const drop = () => held.set(none);
    // A clock that slept with the computer is read again, which a single long timer would not do.
    const timer = setInterval(() => {
      if (now() >= endsAt && !isHeld.current) held.set(afterItsTime(held.get()));
    }, 500);
    // Without a session nobody tells this page when a password that works ends. A proposal is worth nothing before Save.
    const dropSaved = () => held.get().step === "saved" && drop();
    const stopListening = [onPageLeft(drop), onSignInNeeded(dropSaved)];
    return () => {
      clearInterval(timer);
      for (const stop of stopListening) stop();
    };
  }, [endsAt, held]);

  return {
    temporary,
    /** Asks the server for a password; the present one stays until the new one is there. */
    generate: (style: PasswordStyle) => suggestion.mutate({ style, turn: turn.current }),
    generating: suggestion.isPending,
    /** Why Generate failed, or null. */
    problem: suggestion.error,
    /** Done, or Cancel. */
    drop() {
      turn.current += 1;
      suggestion.reset();
      held.set(none);
    },
    /** While Save is under way, its time does not run out: the answer decides. */
    hold(held: boolean) {
      isHeld.current = held;
    },
    /** The server no longer takes the proposal, for its time is over; a Save that is under way hears so itself. */
    runOut(isRefused: boolean) {
      if (isRefused || !isHeld.current) held.set({ step: "ran-out", isRefused });
    },
    /** The server no longer takes the proposal, or the saved password, because something else came first. */
    overtake(isRefused: boolean) {
      const current = held.get();
      if (current.step !== "suggested" && current.step !== "saved") return;
      const { id, generatedAt } = current;
      held.set({ step: "overtaken", id, generatedAt, wasSaved: current.step === "saved", isRefused });
    },
    /** Save has made it the user's password: shown for a last while. */
    keepAfterSave(suggestionId: string) {
      const current = held.get();
      if (current.step !== "suggested" || current.id !== suggestionId) return;
      const savedAt = now();
      held.set({ ...current, step: "saved", knownAt: savedAt, endsAt: savedAt + shownAfterSaveMilliseconds });
    },
  };
}

/** What the record page needs of the temporary password. */
export type TemporaryPasswordControl = ReturnType<typeof useTemporaryPassword>;

function afterItsTime(current: TemporaryPassword): TemporaryPassword {
  return current.step === "suggested" ? { step: "ran-out", isRefused: false } : none;
}
