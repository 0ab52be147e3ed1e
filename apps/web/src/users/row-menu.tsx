import { fullName } from "@latchkey/contract/accounts.ts";
import type { UserSummary } from "@latchkey/contract/users.ts";
import { Menu } from "@latchkey/ui/menu.tsx";
import { Ellipsis } from "lucide-react";
import { Link } from "react-router-dom";
import { useSession } from "../sessions/use-session.ts";
import { recordTo } from "./errand.ts";
import { optionItems } from "./option-items.tsx";
import { optionObstacles } from "./option-obstacles.ts";

/** The menu of a row: each option opens on the record, where it can be watched. */
export function RowMenu({ user, describedBy }: { user: UserSummary; describedBy: string }) {
  const isOwn = useSession().user.id === user.id;
  const obstacles = optionObstacles(user, {
    isOwn,
    hasUnsavedChanges: false,
    willBeActive: user.isActive,
  });
  return (
    <Menu
      label={`Actions for ${fullName(user)}`}
      describedBy={describedBy}
      look={{ variant: "quiet", icon: true }}
      items={optionItems(user, obstacles).map(({ option, ...item }) => ({
        ...item,
        render: <Link {...recordTo(user.id, option)} />,
      }))}
    >
      <Ellipsis size={16} aria-hidden="true" />
    </Menu>
  );
}
