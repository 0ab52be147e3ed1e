import { listMessages, MessageListQuery, messagesPerPage } from "@latchkey/contract/mail.ts";
import { api } from "../shared/api.ts";
import { defineList } from "../shared/define-list.ts";
import { messagesKey } from "./queries.ts";

/** The list of all messages of the outbox. */
export const messageList = defineList({
  path: "/mail",
  schema: MessageListQuery,
  key: [...messagesKey, "list"],
  perPage: messagesPerPage,
  async fetchPage(query) {
    const { messages, total } = await api(listMessages, { query });
    return { rows: messages, total };
  },
});
