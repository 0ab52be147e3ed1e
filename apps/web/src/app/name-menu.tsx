import { signOut } from "@latchkey/contract/sessions.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Menu } from "@latchkey/ui/menu.tsx";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { LogOut, UserRound } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router-dom";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";
import { announceSignedOut } from "../shared/session-events.ts";
import { hasUnsavedChanges } from "../shared/unsaved-guard.tsx";
import { useThemeItems } from "./theme-menu.tsx";
import styles from "./name-menu.module.css";

/** The menu behind one's own initials: the profile, the theme, Sign out. */
export function NameMenu({ name }: { name: string }) {
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const leave = useMutation({
    mutationFn: () => api(signOut, {}),
    meta: { refreshes: false },
    onSuccess: () => announceSignedOut(),
    onError: (error) => toast({ tone: "bad", title: "You are still signed in", text: problemText(error) }),
  });
  return (
    <>
      <Menu
        label={name}
        look="bare"
        className={styles.button}
        items={[
          {
            label: name,
            description: "Your profile and password",
            icon: <UserRound size={16} aria-hidden="true" />,
            render: <Link to="/profile" />,
          },
          "separator",
          ...useThemeItems(),
          "separator",
          {
            label: "Sign out",
            icon: <LogOut size={16} aria-hidden="true" />,
            onSelect: () => (hasUnsavedChanges() ? setAsking(true) : leave.mutate()),
          },
        ]}
      >
        <Avatar name={name} />
      </Menu>
      <Prompt
        open={asking}
        title="Sign out without saving?"
        text="Your changes are not saved yet. Signing out discards them."
        confirmLabel="Sign out"
        cancelLabel="Stay"
        tone="danger"
        pending={leave.isPending}
        onConfirm={() => leave.mutate(undefined, { onError: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
