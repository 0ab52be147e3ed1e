import { getMailQueue, getMessage } from "@latchkey/contract/mail.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** The key that everything about messages begins with. */
export const messagesKey = ["messages"] as const;

/** A message with its history. */
export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: [...messagesKey, "one", messageId],
    queryFn: () => api(getMessage, { params: { messageId } }),
  });

/** How it stands with the outbox; asked again every 30 s while the console is in sight, for its alerts. */
export const mailQueueQuery = queryOptions({
  queryKey: ["mail-queue"],
  queryFn: () => api(getMailQueue, {}),
  refetchInterval: 30_000,
});
