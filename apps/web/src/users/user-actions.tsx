import type { User } from "@latchkey/contract/users.ts";
import { Menu, type MenuItem } from "@latchkey/ui/menu.tsx";
import { Link2, LogOut, Trash2 } from "lucide-react";
import { optionItems } from "./option-items.tsx";
import type { OptionObstacles } from "./option-obstacles.ts";

/** What the record's menu can ask for. */
export type UserAction = keyof OptionObstacles | "copy-link" | "sign-out" | "delete";

type UserActionsProps = {
  /** The saved record: that is what the actions act on. */
  user: User;
  isOwn: boolean;
  /** Why the options can't be used now; null when they can. */
  obstacles: OptionObstacles;
  /** Why a link can't be copied now, if anything; null when the person at this page may not copy any. */
  copyLink: { obstacle: string | null } | null;
  onChoose: (action: UserAction) => void;
  /** Where the focus goes afterwards; the menu's button otherwise. */
  returnFocus: () => HTMLElement | null;
};

/** The record's menu. What can't be used now stays, with its reason. */
export function UserActions({ user, isOwn, obstacles, copyLink, onChoose, returnFocus }: UserActionsProps) {
  const copyItem = (obstacle: string | null): MenuItem => ({
    label: "Copy link",
    icon: <Link2 size={16} aria-hidden="true" />,
    description: "Make one and hand it over yourself, without a mail",
    ...reasonNot(obstacle),
    onSelect: () => onChoose("copy-link"),
  });
  return (
    <Menu
      label="Actions"
      returnFocus={returnFocus}
      items={[
        ...optionItems(user, obstacles).map(({ option, ...item }) => ({
          ...item,
          onSelect: () => onChoose(option),
        })),
        ...(copyLink === null ? [] : [copyItem(copyLink.obstacle)]),
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
