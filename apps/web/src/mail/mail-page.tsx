import { MailState, type MessageListQuery } from "@latchkey/contract/mail.ts";
import { templateNames } from "@latchkey/contract/template-names.ts";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { PageHead } from "@latchkey/ui/page-head.tsx";
import { HeaderCell } from "@latchkey/ui/table.tsx";
import { Mail } from "lucide-react";
import { type LoaderFunctionArgs, useNavigate } from "react-router-dom";
import { ListSearch } from "../shared/list-search.tsx";
import { ListTable, NoMatch } from "../shared/list-table.tsx";
import { ListFilter, ListTools, ListViews } from "../shared/list-tools.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { queryClient } from "../shared/query-client.ts";
import { loadList, type OpenList, useList } from "../shared/use-list.ts";
import { mailStates } from "./mail-states.ts";
import { messageList } from "./message-list.ts";
import { MessageRow } from "./message-row.tsx";
import { mailQueueQuery } from "./queries.ts";
import { QueueCard, QueueCardLoading } from "./queue-card.tsx";
import { QueueSwitch } from "./queue-switch.tsx";
import { useLiveMail } from "./use-live-mail.ts";

/** Begins to fetch the queue and the page of messages that the address names; each part tells what went wrong. */
export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  await Promise.all([
    loadList(messageList, request),
    waitPatiently(queryClient.query(mailQueueQuery).catch(() => null)),
  ]);
  return null;
}

const groups = { all: "All", waiting: "Waiting", sent: "Sent", problems: "Problems" };

const states = Object.fromEntries(MailState.options.map((state) => [state, mailStates[state].word]));

/** Every message of the outbox and how it stands with the queue. */
export function Component() {
  const list = useList(messageList);
  const navigate = useNavigate();
  useLiveMail();
  return (
    <>
      <PageTitle>Mail</PageTitle>
      <PageHead title="Mail">
        <QueueSwitch />
      </PageHead>
      <PartBoundary failureTitle="The queue could not be loaded" loading={<QueueCardLoading />}>
        <QueueCard />
      </PartBoundary>
      <ListTools
        list={list}
        tight
        search={
          <ListSearch
            list={list}
            label="Search messages"
            placeholder="Name or address"
            onOpen={({ id }) => void navigate(`/mail/${id}`)}
          />
        }
      >
        <ListViews list={list} name="state" label="Which messages" choices={groups} />
        <ListFilter list={list} name="state" label="State" choices={states} all="All states" />
        <ListFilter
          list={list}
          name="template"
          label="Template"
          choices={templateNames}
          all="All templates"
        />
      </ListTools>
      <ListTable
        list={list}
        label="Messages"
        head={
          <>
            <HeaderCell>Mail</HeaderCell>
            <HeaderCell>To</HeaderCell>
            <HeaderCell>State</HeaderCell>
            <HeaderCell numeric>Attempts</HeaderCell>
            <HeaderCell>Created</HeaderCell>
          </>
        }
        renderRow={(message) => <MessageRow message={message} />}
        shape={["long", "long", "short", "short"]}
        empty={<NoMessages list={list} />}
      />
    </>
  );
}

function NoMessages({ list }: { list: OpenList<MessageListQuery> }) {
  const { search, state, template } = list.query;
  if (search === "" && state === "all" && template === undefined) {
    return (
      <EmptyState icon={<Mail size={20} aria-hidden="true" />} title="There is no mail yet">
        Every mail to a user appears here, from the moment it is queued.
      </EmptyState>
    );
  }
  return (
    <NoMatch list={list} title="No messages match">
      {search === "" ? "There is no message of this kind." : `No message of this kind is to “${search}”.`}
    </NoMatch>
  );
}
