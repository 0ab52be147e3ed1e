import { useNow } from "./now.ts";

/** How long a secret is still shown: "gone in 4:59". `endsAt` by this computer's clock, in milliseconds since 1970. */
export function Countdown({ endsAt }: { endsAt: number }) {
  const seconds = Math.max(0, Math.ceil((endsAt - useNow(500)) / 1000));
  return `gone in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
