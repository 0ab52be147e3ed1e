import { signOut } from "@latchkey/contract/sign-in.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Menu } from "@latchkey/ui/menu.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { LogOut, UserRound } from "lucide-react";
import { Suspense, useState } from "react";
import { Link } from "react-router-dom";
import { useAccountMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { lazyPart } from "../shared/lazy-part.ts";
import { announceSignedOut } from "../shared/session-events.ts";
import { hasUnsavedChanges } from "../shared/unsaved-changes.ts";
import { useProblemText } from "../shared/use-problem-text.ts";
import { useThemeItems } from "./theme-menu.tsx";
import styles from "./name-menu.module.css";

const SignOutPrompt = lazyPart(async () => (await import("./sign-out-prompt.tsx")).SignOutPrompt);

/** The menu behind one's own initials: the profile, the theme, Sign out. */
export function NameMenu({ name }: { name: string }) {
  const say = useAccountMessages();
  const problemText = useProblemText();
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const leave = useMutation({
    mutationFn: () => api(signOut, {}),
    meta: { refreshes: false },
    onSuccess: () => announceSignedOut(),
    onError: (error) => toast({ tone: "bad", title: say("signOut.failed"), text: problemText(error) }),
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
            description: say("menu.profile"),
            icon: <UserRound size={16} aria-hidden="true" />,
            render: <Link to="/profile" />,
          },
          "separator",
          ...useThemeItems(),
          "separator",
          {
            label: say("signOut"),
            icon: <LogOut size={16} className={styles.out} aria-hidden="true" />,
            onSelect: () => (hasUnsavedChanges() ? setAsking(true) : leave.mutate()),
          },
        ]}
      >
        <Avatar name={name} />
      </Menu>
      {asking ? (
        <Suspense>
          <SignOutPrompt
            pending={leave.isPending}
            onConfirm={() => leave.mutate(undefined, { onError: () => setAsking(false) })}
            onCancel={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
