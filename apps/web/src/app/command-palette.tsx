import { fullName } from "@latchkey/contract/accounts.ts";
import { can } from "@latchkey/contract/permissions.ts";
import { Finder, type FoundItem } from "@latchkey/ui/finder.tsx";
import { Palette } from "@latchkey/ui/palette.tsx";
import { useQuery } from "@tanstack/react-query";
import { Keyboard, type LucideIcon, UserPlus, UserRound } from "lucide-react";
import { useState } from "react";
import { type NavigateFunction, useMatch, useNavigate } from "react-router-dom";
import { useSession } from "../sessions/use-session.ts";
import { hasUnsavedChanges } from "../shared/unsaved-changes.ts";
import { goToRecord } from "../users/errand.ts";
import { countFound, openFound } from "../users/open-found.ts";
import { optionItems } from "../users/option-items.tsx";
import { optionObstacles } from "../users/option-obstacles.ts";
import { userQuery } from "../users/queries.ts";
import { type FoundPerson, usePeople } from "../users/use-people.tsx";
import { pages } from "./pages.ts";
import { useThemeItems } from "./theme-menu.tsx";

type CommandPaletteProps = {
  /** What was typed before it was there. */
  takeText: () => string;
  /** What had the focus before. */
  returnFocus: HTMLElement | null;
  onClose: () => void;
  onShowKeys: () => void;
};

/** What can be chosen: something to do, or a person. */
type Entry = FoundItem & { run: (withActions: boolean) => void };

const title = "People, and what can be done";

/** Ctrl or ⌘ K: people and what can be done, from anywhere. */
export function CommandPalette({ takeText, returnFocus, onClose, onShowKeys }: CommandPaletteProps) {
  const [text, setText] = useState(takeText);
  const navigate = useNavigate();
  const { people, status, hasNobody } = usePeople(text);
  const words = text.trim().toLowerCase();
  const goesWith = ({ label }: Entry) => label.toLowerCase().includes(words);
  const ofRecord = useRecordEntries(navigate).filter(goesWith);
  const places = usePlaces(navigate, onShowKeys).filter(goesWith);
  const looks = useThemeItems()
    .map(({ label, icon, onSelect }): Entry => ({ key: label, label, icon, run: () => onSelect?.() }))
    .filter(goesWith);

  // That no person goes with the words says nothing while something to do does, which Enter does.
  const isTold = !hasNobody || [...ofRecord, ...places, ...looks].length === 0;

  function choose(entry: Entry, withActions: boolean) {
    onClose();
    entry.run(withActions);
  }

  /** Nothing is pointed at: the only thing that goes with the words, or the people who do. */
  async function enter(withActions: boolean) {
    if (words === "") return;
    const [only, ...others] = [...ofRecord, ...places, ...looks];
    const { hits, withClose } = await countFound(text);
    if (only !== undefined && others.length === 0 && hits === 0) return choose(only, withActions);
    if (withClose === 0) return;
    onClose();
    await openFound(navigate, text, withActions);
  }

  return (
    <Palette open title={title} returnFocus={returnFocus} onClose={onClose}>
      <Finder
        inline
        autoFocus
        label={title}
        text={text}
        onTextChange={setText}
        groups={[
          { label: "This user", items: ofRecord },
          {
            label: words === "" ? "Recent" : "Users",
            items: people.map((person) => personEntry(person, navigate)),
          },
          { label: "Go to", items: places },
          { label: "Theme", items: looks },
        ]}
        status={isTold ? status : null}
        onChoose={(entry, { isSecond }) => choose(entry, isSecond)}
        onEnter={({ isSecond }) => void enter(isSecond)}
      />
    </Palette>
  );
}

function personEntry(person: FoundPerson, navigate: NavigateFunction): Entry {
  return {
    ...person,
    run: (withActions) => goToRecord(navigate, person.userId, withActions ? "actions" : undefined),
  };
}

/** The three options for the user whose record is open; none elsewhere. */
function useRecordEntries(navigate: NavigateFunction): Entry[] {
  const viewerId = useSession().user.id;
  const userId = useMatch("/users/:userId")?.params.userId;
  // The record that is open has asked for it; at /users/new nobody has.
  const { data: user } = useQuery({ ...userQuery(userId ?? ""), enabled: false });
  if (user === undefined) return [];
  const obstacles = optionObstacles(user, {
    isOwn: user.id === viewerId,
    hasUnsavedChanges: hasUnsavedChanges(),
    willBeActive: user.isActive,
  });
  return optionItems(user, obstacles).map(({ option, description, ...item }) => ({
    ...item,
    key: option,
    note: description,
    run: () => goToRecord(navigate, user.id, option),
  }));
}

/** The pages that this person may open, and the list of keys. */
function usePlaces(navigate: NavigateFunction, onShowKeys: () => void): Entry[] {
  const { user } = useSession();
  const to = (path: string, label: string, Icon: LucideIcon): Entry => ({
    key: path,
    label,
    icon: <Icon size={16} aria-hidden="true" />,
    run: () => void navigate(path),
  });
  return [
    ...pages.filter(({ needs }) => can(user, needs)).map(({ path, name, Icon }) => to(path, name, Icon)),
    ...(can(user, "edit users") ? [to("/users/new", "Create User", UserPlus)] : []),
    { ...to("/profile", "Your profile", UserRound), note: fullName(user) },
    {
      key: "keys",
      label: "Keys",
      note: "What the keyboard can do here",
      icon: <Keyboard size={16} aria-hidden="true" />,
      run: onShowKeys,
    },
  ];
}
