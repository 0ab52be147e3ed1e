import { Menu, type MenuItem } from "@latchkey/ui/menu.tsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme, type Theme } from "../shared/theme.ts";

const words: Record<Theme, string> = { system: "System", light: "Light", dark: "Dark" };
const icons: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

/** The three choices as items of a menu, the present one ticked. */
export function useThemeItems(): MenuItem[] {
  const [chosen, choose] = useTheme();
  return (Object.keys(words) as Theme[]).map((theme) => {
    const Icon = icons[theme];
    return {
      label: words[theme],
      icon: <Icon size={16} aria-hidden="true" />,
      current: theme === chosen,
      onSelect: () => choose(theme),
    };
  });
}

/** The theme switch of the top bar. */
export function ThemeMenu() {
  const [chosen] = useTheme();
  const Icon = icons[chosen];
  return (
    <Menu label="Theme" items={useThemeItems()} look={{ variant: "quiet", icon: true }}>
      <Icon size={18} aria-hidden="true" />
    </Menu>
  );
}
