import { fullName } from "@latchkey/contract/accounts.ts";
import { can } from "@latchkey/contract/permissions.ts";
import { ProductMark } from "@latchkey/ui/product-mark.tsx";
import { useQuery } from "@tanstack/react-query";
import { Menu, X } from "lucide-react";
import { type MouseEvent, useRef } from "react";
import { Link, NavLink, Outlet, useMatches } from "react-router-dom";
import { Banner } from "@latchkey/ui/banner.tsx";
import { MailAlert } from "../mail/mail-alert.tsx";
import { mailQueueQuery } from "../mail/queries.ts";
import { sessionQuery } from "../sessions/queries.ts";
import { useSession } from "../sessions/use-session.ts";
import { settingsQuery } from "../settings/queries.ts";
import { useAccountMessages } from "../languages/use-messages.ts";
import { listAddress } from "../shared/list-address.ts";
import { usePageTitle } from "../shared/page-title.tsx";
import { queryClient } from "../shared/query-client.ts";
import { Keys } from "./keys.tsx";
import { NameMenu } from "./name-menu.tsx";
import { pages } from "./pages.ts";
import { ThemeMenu } from "./theme-menu.tsx";
import { UserSearch } from "./user-search.tsx";
import { useRefreshToast } from "./use-refresh-toast.ts";
import styles from "./shell.module.css";

/** Has ready what the banners tell, so that they don't push the page down after the first paint. */
export async function loader(): Promise<null> {
  const session = await queryClient.query(sessionQuery);
  if (session === null) return null;
  await Promise.all([
    can(session.user, "use console") && queryClient.query(settingsQuery).catch(() => null),
    can(session.user, "read mail") &&
      queryClient.query({ ...mailQueueQuery, staleTime: Infinity }).catch(() => null),
  ]);
  return null;
}

/**
 * The console around a page: the rail, and the top bar with breadcrumb, user search, theme and name menu. Who has only a
 * profile gets the product mark in place of the rail.
 */
export function Component() {
  const say = useAccountMessages();
  const { user } = useSession();
  const hasConsole = can(user, "use console");
  const content = useRef<HTMLElement>(null);
  useRefreshToast();

  function skipToContent(event: MouseEvent) {
    event.preventDefault();
    content.current?.focus();
  }

  return (
    <div className={hasConsole ? styles.shell : styles.plain}>
      <a className={styles.skip} href="#content" onClick={skipToContent}>
        {say("skipToContent")}
      </a>
      {hasConsole ? (
        <nav className={styles.rail} aria-label="Main" lang="en">
          <Rail />
        </nav>
      ) : null}
      <div className={styles.column}>
        <header className={styles.top}>
          {hasConsole ? <Sheet /> : <Mark />}
          {hasConsole ? <Breadcrumb /> : <div className={styles.grow} />}
          {can(user, "read users") ? <UserSearch /> : null}
          <div className={styles.theme}>
            <ThemeMenu />
          </div>
          <NameMenu name={fullName(user)} />
        </header>
        <main ref={content} id="content" className={styles.main} tabIndex={-1}>
          {can(user, "read mail") ? <MailAlert className={styles.banner} /> : null}
          {hasConsole ? <MailboxBanner /> : null}
          <Outlet />
        </main>
      </div>
      <Keys hasConsole={hasConsole} oneSign={user.oneSignKeys} />
    </div>
  );
}

type LinkProps = { onClick?: () => void };

function Mark({ onClick }: LinkProps) {
  return (
    <Link to="/" className={styles.mark} onClick={onClick}>
      <ProductMark />
    </Link>
  );
}

function Rail({ onClick }: LinkProps) {
  const { user } = useSession();
  return (
    <>
      <Mark onClick={onClick} />
      {pages
        .filter(({ needs }) => can(user, needs))
        .map(({ path, name, Icon }) => (
          <NavLink key={path} to={path} className={styles.entry} title={name} onClick={onClick}>
            <Icon size={18} aria-hidden="true" />
            <span>{name}</span>
          </NavLink>
        ))}
    </>
  );
}

/** The rail of a narrow screen, behind a button. */
function Sheet() {
  const sheet = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        className={styles.open}
        aria-label="Navigation"
        aria-haspopup="dialog"
        onClick={() => sheet.current?.showModal()}
      >
        <Menu size={20} aria-hidden="true" />
      </button>
      <dialog ref={sheet} className={styles.sheet} aria-label="Navigation" closedby="any">
        <button
          type="button"
          className={styles.close}
          aria-label="Close navigation"
          onClick={() => sheet.current?.close()}
        >
          <X size={20} aria-hidden="true" />
        </button>
        <nav className={styles.sheetBody} aria-label="Main" lang="en">
          <Rail onClick={() => sheet.current?.close()} />
        </nav>
      </dialog>
    </>
  );
}

function Breadcrumb() {
  const title = usePageTitle();
  const parent = useMatches()
    .map(({ handle }) => parentOf(handle))
    .find((found) => found !== null);
  return (
    <nav aria-label="Breadcrumb" className={styles.breadcrumb}>
      <ol>
        {parent ? (
          <li>
            <Link to={listAddress(parent.path)}>{parent.name}</Link>
          </li>
        ) : null}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  );
}

function parentOf(handle: unknown): { name: string; path: string } | null {
  return (handle as { parent?: { name: string; path: string } } | undefined)?.parent ?? null;
}

function MailboxBanner() {
  const { data } = useQuery(settingsQuery);
  if (!data?.mailboxUrl) return null;
  return (
    <div className={styles.banner}>
      <Banner
        action={
          <a href={data.mailboxUrl} target="_blank" rel="noreferrer">
            Open the mailbox
          </a>
        }
      >
        Mail goes to the built-in mailbox, not to the users.
      </Banner>
    </div>
  );
}
