import { Kbd } from "@latchkey/ui/kbd.tsx";
import { SearchField } from "@latchkey/ui/search-field.tsx";
import { useOnDemand } from "@latchkey/ui/use-on-demand.ts";
import { type KeyboardEvent, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import { useSession } from "../sessions/use-session.ts";
import { openFound } from "../users/open-found.ts";
import { userList } from "../users/user-list.ts";
import styles from "./user-search.module.css";

/**
 * Finds users from every page: `/` leads to it, arrows point, Enter opens the record. The list of users has its own field, which
 * then takes its place. What offers people while one types is large, and loads when somebody is about to type.
 */
export function UserSearch() {
  const { pathname } = useLocation();
  return pathname === userList.path ? null : <SearchForm key={pathname} />;
}

function SearchForm() {
  const form = useRef<HTMLFormElement>(null);
  const { part, prepare, use } = useOnDemand(
    () => import("./user-finder.tsx"),
    // It takes the focus with the field's place: not out of a prompt that Enter has opened meanwhile.
    () => form.current?.contains(document.activeElement) ?? false,
  );
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const { oneSignKeys } = useSession().user;
  const field = {
    label: "Find a user",
    ...(oneSignKeys && { kbd: <Kbd>/</Kbd>, keyShortcuts: "/" }),
  };

  function press(event: KeyboardEvent) {
    if (event.key === "ArrowDown") use();
    if (event.key !== "Enter" || event.repeat || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void openFound(navigate, text, event.ctrlKey || event.metaKey);
  }

  return (
    <form ref={form} role="search" className={styles.form} onSubmit={(event) => event.preventDefault()}>
      {part === null ? (
        <SearchField
          label={field.label}
          kbd={field.kbd}
          placeholder={field.label}
          isCombobox
          aria-keyshortcuts={field.keyShortcuts}
          value={text}
          onPointerEnter={prepare}
          onFocus={prepare}
          onClick={use}
          onKeyDown={press}
          onChange={(event) => {
            // Taking the field's place would break what is being composed.
            if (!(event.nativeEvent as InputEvent).isComposing) use();
          }}
          onCompositionEnd={use}
          onValueChange={setText}
        />
      ) : (
        <part.UserFinder {...field} text={text} onTextChange={setText} />
      )}
    </form>
  );
}
