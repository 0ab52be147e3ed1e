import { maskEmail } from "@latchkey/contract/email-address.ts";
import type { User } from "@latchkey/contract/users.ts";
import { Menu, type MenuItem } from "@latchkey/ui/menu.tsx";
import { KeyRound, Link2, LogOut, Mail, Trash2 } from "lucide-react";
import type { OptionObstacles } from "./option-obstacles.ts";

/** What the record's menu can ask for. */
export type UserAction = "send-link" | "new-password" | "copy-link" | "sign-out" | "delete";

type UserActionsProps = {
  /** The saved record: that is what the actions act on. */
  user: User;
  isOwn: boolean;
  /** Why options A and B and Copy link can't be used now; null when they can. */
  obstacles: OptionObstacles;
  /** The person at this page may copy links, and the installation lets them. */
  copiesLinks: boolean;
  onChoose: (action: UserAction) => void;
};

/** The record's menu. What can't be used now stays, with its reason. */
export function UserActions({ user, isOwn, obstacles, copiesLinks, onChoose }: UserActionsProps) {
  const copyLink: MenuItem = {
    label: "Copy link",
    icon: <Link2 size={16} aria-hidden="true" />,
    description: "Make one and hand it over yourself, without a mail",
    ...reasonNot(obstacles["copy-link"]),
    onSelect: () => onChoose("copy-link"),
  };
  return (
    <Menu
      label="Actions"
      items={[
        {
          label: "Send Password Change Link",
          icon: <Mail size={16} aria-hidden="true" />,
          description: `Mail a link to ${maskEmail(user.email ?? "")}`,
          ...reasonNot(obstacles["send-link"]),
          onSelect: () => onChoose("send-link"),
        },
        {
          label: "Generate New Password",
          icon: <KeyRound size={16} aria-hidden="true" />,
          description: "Make one and mail it; you won't see it",
          ...reasonNot(obstacles["new-password"]),
          onSelect: () => onChoose("new-password"),
        },
        ...(copiesLinks ? [copyLink] : []),
        "separator",
        {
          label: "Sign out everywhere",
          icon: <LogOut size={16} aria-hidden="true" />,
          description:
            user.openSessions === 1 ? "End 1 open session" : `End ${user.openSessions} open sessions`,
          ...reasonNot(user.openSessions === 0 ? "No open sessions" : null),
          onSelect: () => onChoose("sign-out"),
        },
        {
          label: "Delete User",
          icon: <Trash2 size={16} aria-hidden="true" />,
          tone: "danger",
          description: "Remove the person; the audit trail stays",
          ...reasonNot(isOwn ? "This is your own account. Another administrator can delete it." : null),
          onSelect: () => onChoose("delete"),
        },
      ]}
    />
  );
}

function reasonNot(disabledReason: string | null): Pick<MenuItem, "disabledReason"> {
  return disabledReason === null ? {} : { disabledReason };
}
