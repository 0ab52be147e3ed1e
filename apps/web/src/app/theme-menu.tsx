import { Theme } from "@latchkey/contract/accounts.ts";
import { updateProfile } from "@latchkey/contract/users.ts";
import { Menu, type MenuItem } from "@latchkey/ui/menu.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { Monitor, Moon, Sun } from "lucide-react";
import { sessionQuery } from "../sessions/queries.ts";
import { useAccountMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { queryClient } from "../shared/query-client.ts";
import { showTheme, useTheme } from "../shared/theme.ts";
import { useProblemText } from "../shared/use-problem-text.ts";

const icons: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

/** The three choices as items of a menu, the present one ticked. A choice shows at once and is saved to the account. */
export function useThemeItems(): MenuItem[] {
  const say = useAccountMessages();
  const problemText = useProblemText();
  const shown = useTheme();
  const toast = useToast();
  const save = useMutation({
    mutationFn: (theme: Theme) => api(updateProfile, { body: { theme } }),
    meta: { refreshes: false },
    onError: (error) => {
      toast({ tone: "bad", title: say("theme.failed"), text: problemText(error) });
      void queryClient.invalidateQueries(sessionQuery);
    },
  });
  return Theme.options.map((theme) => {
    const Icon = icons[theme];
    return {
      label: say(`theme.${theme}`),
      icon: <Icon size={16} aria-hidden="true" />,
      current: theme === shown,
      onSelect: () => {
        showTheme(theme);
        queryClient.setQueryData(
          sessionQuery.queryKey,
          (session) => session && { ...session, user: { ...session.user, theme } },
        );
        save.mutate(theme);
      },
    };
  });
}

/** The theme switch of the top bar. */
export function ThemeMenu() {
  const Icon = icons[useTheme()];
  return (
    <Menu
      label={useAccountMessages()("theme")}
      items={useThemeItems()}
      look={{ variant: "quiet", icon: true }}
    >
      <Icon size={18} aria-hidden="true" />
    </Menu>
  );
}
