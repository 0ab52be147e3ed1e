import { Kbd } from "@latchkey/ui/kbd.tsx";
import { SearchField } from "@latchkey/ui/search-field.tsx";
import { useEffect, useState, type SubmitEvent } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import styles from "./user-search.module.css";

/**
 * Finds users from every page: `/` focuses it, Enter shows the matches in the list of users. The list has its own field,
 * which then takes its place.
 */
export function UserSearch() {
  const { pathname } = useLocation();
  useEffect(() => {
    document.addEventListener("keydown", focusSearch);
    return () => document.removeEventListener("keydown", focusSearch);
  }, []);
  return pathname === "/users" ? null : <SearchForm key={pathname} />;
}

function focusSearch(event: KeyboardEvent) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const typing =
    "input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox], [contenteditable]";
  const target = event.target as HTMLElement;
  if (target.matches(typing) || target.closest("[role=dialog], [role=alertdialog], [role=menu]")) return;
  const field = document.querySelector<HTMLInputElement>(
    "main input[type=search], header input[type=search]",
  );
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function SearchForm() {
  const [search, setSearch] = useState("");
  const navigate = useNavigate();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const wanted = search.trim();
    void navigate(wanted === "" ? "/users" : `/users?${new URLSearchParams({ search: wanted })}`);
  }

  return (
    <form role="search" className={styles.form} onSubmit={submit}>
      <SearchField
        label="Find a user"
        placeholder="Find a user"
        value={search}
        onValueChange={setSearch}
        kbd={<Kbd>/</Kbd>}
        enterKeyHint="search"
      />
    </form>
  );
}
