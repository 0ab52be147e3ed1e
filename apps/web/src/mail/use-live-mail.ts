import { pathOf } from "@latchkey/contract/client.ts";
import { watchMail } from "@latchkey/contract/mail.ts";
import { queryClient } from "../shared/query-client.ts";
import { useLive } from "../shared/use-live.ts";
import { mailQueueQuery, messagesKey } from "./queries.ts";

/** Keeps the queue and the messages on screen true. */
export function useLiveMail() {
  useLive(pathOf(watchMail, {}), refreshMail);
}

function refreshMail() {
  void queryClient.invalidateQueries({ queryKey: mailQueueQuery.queryKey });
  void queryClient.invalidateQueries({ queryKey: messagesKey });
}
