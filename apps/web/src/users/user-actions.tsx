import { maskEmail } from "@latchkey/contract/email-address.ts";
import { mailObstacle } from "@latchkey/contract/passwords.ts";
import type { User } from "@latchkey/contract/users.ts";
import { Menu, type MenuItem } from "@latchkey/ui/menu.tsx";
import { KeyRound, LogOut, Mail, Trash2 } from "lucide-react";
import { savedRecordObstacles } from "../passwords/obstacle-words.ts";

/** What the record's menu can ask for. */
export type UserAction = "send-link" | "new-password" | "sign-out" | "delete";

type UserActionsProps = {
  /** The saved record: that is what the actions act on. */
  user: User;
  isOwn: boolean;
  hasUnsavedChanges: boolean;
  onChoose: (action: UserAction) => void;
};

/** The record's menu. What can't be used now stays, with its reason. */
export function UserActions({ user, isOwn, hasUnsavedChanges, onChoose }: UserActionsProps) {
  const mail = mailReason(user, hasUnsavedChanges);
  const ownPassword = isOwn ? "This is your own account. Use Change Password in your profile." : null;
  return (
    <Menu
      label="Actions"
      items={[
        {
          label: "Send Password Change Link",
          icon: <Mail size={16} aria-hidden="true" />,
          description: `Mail a link to ${maskEmail(user.email ?? "")}`,
          ...reasonNot(mail),
          onSelect: () => onChoose("send-link"),
        },
        {
          label: "Generate New Password",
          icon: <KeyRound size={16} aria-hidden="true" />,
          description: "Make one and mail it; you won't see it",
          ...reasonNot(ownPassword ?? mail),
          onSelect: () => onChoose("new-password"),
        },
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

function mailReason(user: User, hasUnsavedChanges: boolean): string | null {
  if (hasUnsavedChanges) return "This acts on the saved record. Save or cancel your changes first.";
  const obstacle = mailObstacle(user);
  return obstacle === null ? null : savedRecordObstacles[obstacle];
}

function reasonNot(disabledReason: string | null): Pick<MenuItem, "disabledReason"> {
  return disabledReason === null ? {} : { disabledReason };
}
