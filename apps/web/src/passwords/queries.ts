import { listRecoveries, previewRecovery } from "@latchkey/contract/passwords.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { isInFlight } from "./recovery-steps.ts";

/** The recoveries of a user, newest first. Asked often while a mail is under way, and calmly otherwise. */
export const recoveriesQuery = (userId: string) =>
  queryOptions({
    queryKey: ["recoveries", userId],
    queryFn: async () => (await api(listRecoveries, { params: { userId } })).recoveries,
    refetchInterval: ({ state }) => (state.data?.some(isInFlight) ? 3_000 : 15_000),
  });

/** What an option would do now. Forgotten at once, so that a prompt never opens with yesterday's facts. */
export const recoveryPreviewQuery = (userId: string) =>
  queryOptions({
    queryKey: ["recovery-preview", userId],
    queryFn: () => api(previewRecovery, { params: { userId } }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: 30_000,
  });
