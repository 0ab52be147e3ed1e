import { useSearchParams } from "react-router-dom";

/** Whether the versions are in sight, as the address says, and how to change that. */
export function useVersionsShown() {
  const [search, setSearch] = useSearchParams();
  const isShown = search.get("view") === "versions";
  return {
    isShown,
    toggle() {
      setSearch((before) => {
        if (isShown) before.delete("view");
        else before.set("view", "versions");
        return before;
      });
    },
  };
}
