import { MailState, MessageListQuery, messagesPerPage } from "@latchkey/contract/mail.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Pager } from "@latchkey/ui/pager.tsx";
import { SegmentedLinks } from "@latchkey/ui/segmented-links.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, type LoaderFunctionArgs, useNavigate, useSearchParams } from "react-router-dom";
import { ListSearch } from "../shared/list-search.tsx";
import { readAddress, writeAddress } from "../shared/list-address.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { queryClient } from "../shared/query-client.ts";
import { MessageTable, MessageTableLoading } from "./message-table.tsx";
import { stateWords } from "./message-words.ts";
import { mailQueueQuery, messageListQuery } from "./queries.ts";
import { QueueCard, QueueCardLoading } from "./queue-card.tsx";
import { QueueSwitch } from "./queue-switch.tsx";
import { useLiveMail } from "./use-live-mail.ts";
import styles from "./mail-page.module.css";

/** Begins to fetch the queue and the page of messages that the address names; each part tells what went wrong. */
export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  const query = readAddress(MessageListQuery, new URL(request.url).searchParams);
  await waitPatiently(
    Promise.all([
      queryClient.query(messageListQuery(query)).catch(() => null),
      queryClient.query(mailQueueQuery).catch(() => null),
    ]),
  );
  return null;
}

const groups = [
  { key: "all", label: "All" },
  { key: "waiting", label: "Waiting" },
  { key: "sent", label: "Sent" },
  { key: "problems", label: "Problems" },
] as const;

const stateChoices: { value: MailState | ""; label: string }[] = [
  { value: "", label: "All states" },
  ...MailState.options.map((value) => ({ value, label: stateWords[value].word })),
];

const templateChoices: { value: TemplateKey | ""; label: string }[] = [
  { value: "", label: "All templates" },
  ...(Object.entries(templateNames) as [TemplateKey, string][]).map(([value, label]) => ({ value, label })),
];

/** Every message of the outbox and how it stands with the queue: what the list shows stands in the address. */
export function Component() {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const query = readAddress(MessageListQuery, address);
  useLiveMail();

  const to = (change: Partial<MessageListQuery>) => listPath({ ...query, page: 1, ...change });
  return (
    <>
      <PageTitle>Mail</PageTitle>
      <div className={styles.head}>
        <h1 tabIndex={-1}>Mail</h1>
        <QueueSwitch />
      </div>
      <PartBoundary failureTitle="The queue could not be loaded" loading={<QueueCardLoading />}>
        <QueueCard />
      </PartBoundary>
      <div className={styles.tools}>
        <SegmentedLinks
          label="Which messages"
          links={groups.map(({ key, label }) => ({
            key,
            label,
            href: to({ state: key }),
            current: key === query.state,
          }))}
          renderLink={(link, props) => <Link to={link.href} {...props} />}
        />
        <SelectField
          className={styles.choice}
          label="State"
          hideLabel
          options={stateChoices}
          placeholder="All states"
          value={query.state in stateWords ? (query.state as MailState) : ""}
          onValueChange={(state) => void navigate(to({ state: state === "" ? "all" : state }))}
        />
        <SelectField
          className={styles.choice}
          label="Template"
          hideLabel
          options={templateChoices}
          placeholder="All templates"
          value={query.template ?? ""}
          onValueChange={(template) =>
            void navigate(to({ template: template === "" ? undefined : template }))
          }
        />
        <ListSearch
          className={styles.search}
          path="/mail"
          label="Search messages"
          placeholder="Name or address"
          search={query.search}
          onSearch={(search) => void navigate(to({ search }), { replace: true })}
        />
        <ListPager query={query} />
      </div>
      <Card flush>
        <PartBoundary
          failureTitle="The messages could not be loaded"
          subject={listPath(query)}
          loading={<MessageTableLoading />}
        >
          <MessageTable query={query} firstPage={to({})} />
        </PartBoundary>
      </Card>
    </>
  );
}

function listPath(query: MessageListQuery): string {
  const search = writeAddress(MessageListQuery, query).toString();
  return search === "" ? "/mail" : `/mail?${search}`;
}

function ListPager({ query }: { query: MessageListQuery }) {
  const { messages, total } = useQuery(messageListQuery(query)).data ?? { messages: [], total: 0 };
  if (messages.length === 0) return null;
  const from = (query.page - 1) * messagesPerPage + 1;
  return (
    <div className={styles.pager}>
      <Pager
        from={from}
        to={from + messages.length - 1}
        total={total}
        renderLink={(direction, props) => (
          <Link to={listPath({ ...query, page: query.page + (direction === "next" ? 1 : -1) })} {...props} />
        )}
      />
    </div>
  );
}
