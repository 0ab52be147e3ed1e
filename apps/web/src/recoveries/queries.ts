import { listRecoveries, previewRecovery } from "@latchkey/contract/recoveries.ts";
import { queryOptions, skipToken } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** The recoveries of a user and the changes of their own password. Whoever shows them keeps them true (shared/use-live.ts). */
export const recoveriesQuery = (userId: string) =>
  queryOptions({
    queryKey: ["recoveries", userId],
    queryFn: () => api(listRecoveries, { params: { userId } }),
  });

/** What an option would do now; null: to nobody. Forgotten at once, so that a prompt never opens with yesterday's facts. */
export const recoveryPreviewQuery = (userId: string | null) =>
  queryOptions({
    queryKey: ["recovery-preview", userId],
    queryFn: userId === null ? skipToken : () => api(previewRecovery, { params: { userId } }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: 30_000,
  });
