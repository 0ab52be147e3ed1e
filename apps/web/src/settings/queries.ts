import { getSettings } from "@latchkey/contract/settings.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** How this installation is set up. It changes with a restart of the server, and on the page of the settings. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => api(getSettings, {}),
  staleTime: 10 * 60_000,
});
