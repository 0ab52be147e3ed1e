import type { Tone } from "./tone-icon.tsx";

/** A short message about something that happened. Never put a secret in one. */
export type ToastMessage = {
  tone?: Exclude<Tone, "plain">;
  title: string;
  text?: string;
  action?: { label: string; onSelect: () => void };
};
