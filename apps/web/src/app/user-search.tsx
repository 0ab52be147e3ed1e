import { Kbd } from "@latchkey/ui/kbd.tsx";
import { SearchField } from "@latchkey/ui/search-field.tsx";
import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router-dom";
import styles from "./user-search.module.css";

/** Finds users from every page: `/` focuses it, Enter shows the matches in the list of users. */
export function UserSearch() {
  const { pathname } = useLocation();
  const [address] = useSearchParams();
  const shown = pathname === "/users" ? (address.get("search") ?? "") : "";
  // Starts over whenever the address shows another search, as after Back.
  return <SearchForm key={shown} shown={shown} />;
}

function SearchForm({ shown }: { shown: string }) {
  const [search, setSearch] = useState(shown);
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();

  useEffect(() => {
    function focusField(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      const target = event.target as HTMLElement;
      if (target.isContentEditable || target.matches("input, textarea, select, [role=dialog] *")) return;
      event.preventDefault();
      field.current?.select();
      field.current?.focus();
    }
    document.addEventListener("keydown", focusField);
    return () => document.removeEventListener("keydown", focusField);
  }, []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    show(search);
  }

  function show(wanted: string) {
    void navigate(
      wanted.trim() === "" ? "/users" : `/users?${new URLSearchParams({ search: wanted.trim() })}`,
    );
  }

  function change(next: string) {
    setSearch(next);
    if (next === "" && shown !== "") show("");
  }

  return (
    <form role="search" className={styles.form} onSubmit={submit}>
      <SearchField
        ref={field}
        label="Find a user"
        placeholder="Find a user"
        value={search}
        onValueChange={change}
        kbd={<Kbd>/</Kbd>}
        enterKeyHint="search"
      />
    </form>
  );
}
