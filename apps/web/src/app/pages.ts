import type { Permission } from "@latchkey/contract/permissions.ts";
import { LayoutTemplate, type LucideIcon, Mail, Settings, Users } from "lucide-react";

/** The pages of the console, each for those who may use it. */
export const pages: readonly { path: string; name: string; Icon: LucideIcon; needs: Permission }[] = [
  { path: "/users", name: "Users", Icon: Users, needs: "read users" },
  { path: "/templates", name: "Template Manager", Icon: LayoutTemplate, needs: "edit templates" },
  { path: "/mail", name: "Mail", Icon: Mail, needs: "read mail" },
  { path: "/settings", name: "Settings", Icon: Settings, needs: "edit settings" },
];
