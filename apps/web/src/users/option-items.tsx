import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { User } from "@latchkey/contract/users.ts";
import { KeyRound, Mail, Phone } from "lucide-react";
import type { ReactNode } from "react";
import type { OptionObstacles } from "./option-obstacles.ts";

/** One of the three options, as menus and the palette offer it. */
export type OptionItem = {
  option: keyof OptionObstacles;
  label: string;
  description: string;
  icon: ReactNode;
  /** Why it can't be used now. */
  disabledReason?: string;
};

/** The three options in the manual's order, each with what will happen or why it can't. C leads to **Generate**, and no further. */
export function optionItems({ email }: Pick<User, "email">, obstacles: OptionObstacles): OptionItem[] {
  const items = [
    {
      option: "send-link",
      label: "Send Password Change Link",
      description: `Mail a link to ${maskEmail(email ?? "")}`,
      icon: <Mail size={16} aria-hidden="true" />,
    },
    {
      option: "new-password",
      label: "Generate New Password",
      description: "Make one and mail it; you won't see it",
      icon: <KeyRound size={16} aria-hidden="true" />,
    },
    {
      option: "generate",
      label: "Go to Generate",
      description: "Make one that you see, to tell on the phone",
      icon: <Phone size={16} aria-hidden="true" />,
    },
  ] as const satisfies OptionItem[];
  return items.map((item) => {
    const disabledReason = obstacles[item.option];
    return disabledReason === null ? item : { ...item, disabledReason };
  });
}
