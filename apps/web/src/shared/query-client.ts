import { UnreachableError } from "@latchkey/contract/client.ts";
import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  MutationCache,
  QueryCache,
  QueryClient,
} from "@tanstack/react-query";
import { isProblem } from "./problem-type.ts";
import { setScreenRefresh } from "./refresh-screen.ts";
import { announceSignInNeeded } from "./session-events.ts";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** `false`: what is on screen is not asked again after success, as when the session ends with it. */
      refreshes?: false;
    };
  }
}

/**
 * As its parent, but what is loaded for the first time is asked again too, once it is there: it may have been answered
 * before the change that makes everything else be asked again.
 */
export class AttentiveQueryClient extends QueryClient {
  override async invalidateQueries(
    filters?: InvalidateQueryFilters,
    options?: InvalidateOptions,
  ): Promise<void> {
    const loading = this.getQueryCache()
      .findAll(filters)
      .filter(({ state }) => state.fetchStatus === "fetching" && state.data === undefined);
    await super.invalidateQueries(filters, options);
    await Promise.allSettled(loading.map(({ promise }) => promise));
    await Promise.all(
      loading.map(({ queryKey }) => super.invalidateQueries({ queryKey, exact: true }, options)),
    );
  }
}

/** The one cache of what the server said. Loaders fill it, components read it; no secret ever enters it. */
export const queryClient = new AttentiveQueryClient({
  queryCache: new QueryCache({ onError: noticeEndOfSession }),
  mutationCache: new MutationCache({
    onError: noticeEndOfSession,
    // A change may touch anything on screen, so all of it is asked again; the button stays busy until it is true.
    onSuccess: (_reply, _sent, _result, mutation) =>
      mutation.meta?.refreshes === false ? undefined : queryClient.invalidateQueries(),
  }),
  defaultOptions: {
    queries: {
      // A component that mounts right after its loader uses what the loader fetched.
      staleTime: 5_000,
      retry: (failures, error) => error instanceof UnreachableError && failures < 1,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

setScreenRefresh(() => queryClient.invalidateQueries());

function noticeEndOfSession(error: Error) {
  if (isProblem(error, "not-signed-in")) announceSignInNeeded();
}
