import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** The newest audit events about a user. */
export const userAuditEventsQuery = (userId: string) =>
  queryOptions({
    queryKey: ["audit-events", "user", userId],
    queryFn: () => api(listUserAuditEvents, { params: { userId } }),
  });
