import { type Dispatch, type SetStateAction, useEffect, useLayoutEffect, useRef, useState } from "react";
import { leaveFreely } from "./unsaved-changes.ts";

/** What somebody had typed when the page was loaded anew, by the names of what they typed it into. No secret is among it. */
type Typing = { userId: string; values: Record<string, unknown> };

const storageKey = "latchkey-typing";

/** How long a draft may take to reach the server before the page goes, in milliseconds. */
const patience = 3000;

const readers = new Map<string, () => unknown>();
const drafts = new Set<() => Promise<unknown>>();
let brought = takeBrought();
let typist = "";

/** Says who types on this page; what somebody else had typed before is dropped. */
export function typedBy(userId: string) {
  typist = userId;
  if (brought?.userId !== userId) brought = null;
}

/** As `useState`, for what is typed: `reloadKeepingTyping` does not lose it. `name` is nobody else's. Never for a secret. */
export function useTyped<Value>(
  name: string,
  initial: () => Value,
): [Value, Dispatch<SetStateAction<Value>>] {
  const [value, setValue] = useState(() => {
    const atFirst = initial();
    return brought !== null && name in brought.values ? completed(brought.values[name], atFirst) : atFirst;
  });
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  useEffect(() => {
    // Whoever opens it once more begins anew.
    if (brought !== null) delete brought.values[name];
    readers.set(name, () => latest.current);
    return () => void readers.delete(name);
  }, [name]);
  return [value, setValue];
}

/** Sends what is kept on the server before the page is loaded anew. Returns the way to stop. */
export function sendBeforeReload(send: () => Promise<unknown>): () => void {
  drafts.add(send);
  return () => void drafts.delete(send);
}

/** Loads the page anew, with what was typed on it. A browser that keeps nothing asks before it goes. */
export async function reloadKeepingTyping(): Promise<void> {
  const sent = Promise.allSettled([...drafts].map((send) => send()));
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, patience))]);
  const values = Object.fromEntries([...readers].map(([name, read]) => [name, read()]));
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ userId: typist, values } satisfies Typing));
    leaveFreely();
  } catch {
    // It is full, or there is none.
  }
  window.location.reload();
}

/** The page before was of another release: what that one did not know is as it is at first, and what this one does not is gone. */
function completed<Value>(kept: unknown, atFirst: Value): Value {
  if (!isRecord(kept) || !isRecord(atFirst)) return kept as Value;
  const entries = Object.entries(atFirst).map(([name, value]) => [
    name,
    name in kept ? completed(kept[name], value) : value,
  ]);
  return Object.fromEntries(entries) as Value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** It is in memory from here on, and nowhere else. */
function takeBrought(): Typing | null {
  try {
    const text = sessionStorage.getItem(storageKey);
    sessionStorage.removeItem(storageKey);
    return text === null ? null : (JSON.parse(text) as Typing);
  } catch {
    return null;
  }
}
