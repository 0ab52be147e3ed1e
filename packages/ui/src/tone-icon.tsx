import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "lucide-react";

/** What a state means. `plain` is no judgement. */
export type Tone = "ok" | "warn" | "bad" | "info" | "plain";

const icons: Record<Exclude<Tone, "plain">, LucideIcon> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
};

/** The icon that goes with a tone, `size` in px; none for `plain`. Decorative: a word stands beside it. */
export function ToneIcon({ tone, size }: { tone: Tone; size: number }) {
  if (tone === "plain") return null;
  const Icon = icons[tone];
  return <Icon size={size} aria-hidden="true" />;
}
