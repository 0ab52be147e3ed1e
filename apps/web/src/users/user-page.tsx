import { pathOf } from "@latchkey/contract/client.ts";
import { administratorType, can } from "@latchkey/contract/permissions.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { type User, watchUser } from "@latchkey/contract/users.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { StickyBar } from "@latchkey/ui/sticky-bar.tsx";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type LoaderFunctionArgs, useNavigate, useParams } from "react-router-dom";
import { HistoryCard } from "../audit/history-card.tsx";
import { userAuditEventsQuery } from "../audit/queries.ts";
import { CurrentPasswordPrompt } from "../passwords/current-password-prompt.tsx";
import { CopyLinkPrompt } from "../recoveries/copy-link-prompt.tsx";
import { NewPasswordPrompt } from "../recoveries/new-password-prompt.tsx";
import { PasswordCard } from "../recoveries/password-card.tsx";
import { recoveriesQuery } from "../recoveries/queries.ts";
import { RecoveryCard } from "../recoveries/recovery-card.tsx";
import { RecoveryLine } from "../recoveries/recovery-line.tsx";
import { SendLinkPrompt } from "../recoveries/send-link-prompt.tsx";
import { useCopiedLink } from "../recoveries/use-copied-link.ts";
import { SignOutEverywherePrompt } from "../sessions/sign-out-everywhere-prompt.tsx";
import { useSession } from "../sessions/use-session.ts";
import { UserSessionsCard } from "../sessions/user-sessions-card.tsx";
import { userSessionsQuery } from "../sessions/user-sessions-query.ts";
import { settingsQuery } from "../settings/queries.ts";
import { listAddress } from "../shared/list-address.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { isProblem } from "../shared/problem-type.ts";
import { queryClient } from "../shared/query-client.ts";
import { saveKeys } from "../shared/save-keys.ts";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import { useLive } from "../shared/use-live.ts";
import { AccessChips } from "./access-chips.tsx";
import { ConflictPanel } from "./conflict-panel.tsx";
import { DeleteUserPrompt } from "./delete-user-prompt.tsx";
import { type Errand, useErrand } from "./errand.ts";
import { HandOver } from "./hand-over.tsx";
import { NoSuchUser } from "./no-such-user.tsx";
import { PasswordStanding } from "./password-standing.tsx";
import { copyLinkObstacle, optionObstacles } from "./option-obstacles.ts";
import { userQuery } from "./queries.ts";
import { forgetUser, rememberUser } from "./recent-users.ts";
import { StoppedBanner } from "./stopped-banner.tsx";
import { type UserAction, UserActions } from "./user-actions.tsx";
import { useRecordEdit } from "./use-record-edit.ts";
import { AccessFields, OverviewFields } from "./user-fields.tsx";
import { UserPageLoading } from "./user-page-loading.tsx";
import styles from "./user-page.module.css";

/** Begins to fetch what the record shows; each part of the page tells what went wrong with it. */
export async function loader({ params: { userId = "" } }: LoaderFunctionArgs): Promise<null> {
  const ignore = () => null;
  queryClient.query(userSessionsQuery(userId)).catch(ignore);
  queryClient.query(recoveriesQuery(userId)).catch(ignore);
  queryClient.query(userAuditEventsQuery(userId)).catch(ignore);
  await waitPatiently(queryClient.query(userQuery(userId)).catch(ignore));
  return null;
}

/** Asks again for all that the record shows; what stands around every page does not change with it. */
function refreshRecord() {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== "session" && queryKey[0] !== "settings",
  });
}

/** The user record. */
export function Component() {
  const { userId = "" } = useParams();
  const { data: user, error } = useQuery(userQuery(userId));
  // The cache still has the record of a user who was deleted meanwhile, and their page may show a password.
  if (isProblem(error, "not-found")) return <NoSuchUser />;
  // An edit belongs to one user.
  if (user !== undefined) return <UserRecord key={userId} user={user} />;
  if (error !== null) throw error;
  return <UserPageLoading />;
}

type Prompt = "closed" | Exclude<UserAction, "generate">;

function UserRecord({ user }: { user: User }) {
  const userId = user.id;
  const { user: self } = useSession();
  const isOwn = self.id === userId;
  const edit = useRecordEdit(user);
  const hasChanges = edit.unsaved.length > 0;
  const guard = useUnsavedGuard(hasChanges);
  const heading = useHeadingAfter(hasChanges);
  const live = useLive(pathOf(watchUser, { params: { userId } }), refreshRecord);
  const [prompt, setPrompt] = useState<Prompt>("closed");
  const copied = useCopiedLink();
  const { data: settings } = useQuery(settingsQuery);
  const copiesLinks = (settings?.copiedLinks ?? false) && can(self, "copy links");
  const menu = useRef<HTMLDivElement>(null);
  const recovery = useRef<HTMLDivElement>(null);
  const goal = useRef<HTMLElement | null>(null);
  const navigate = useNavigate();

  const { draft, problems, offer } = edit;
  const fields = { draft, problems, onChange: edit.change };
  const obstacles = optionObstacles(user, {
    isOwn,
    hasUnsavedChanges: hasChanges,
    willBeActive: draft.isActive,
  });
  const copyObstacle = copyLinkObstacle(user, { isOwn, hasUnsavedChanges: hasChanges });
  const close = () => setPrompt("closed");
  useEffect(() => rememberUser(self.id, userId), [self.id, userId]);
  useErrand(run);
  const isAdministrator = user.type === administratorType;
  const promptOf = { userId, email: user.email ?? "", onClose: close };

  function choose(action: UserAction) {
    if (action === "generate") goal.current = offer.card.generateButton.current;
    else setPrompt(action);
  }

  /** Once the menu has gone. */
  function takeGoal(): HTMLElement | null {
    const taken = goal.current;
    goal.current = null;
    taken?.scrollIntoView({ block: "nearest" });
    return taken;
  }

  /** What can't be done now is not begun: the menu tells why. */
  function run(errand: Errand) {
    if (errand === "actions" || obstacles[errand] !== null) menu.current?.querySelector("button")?.click();
    else if (errand === "generate") offer.card.generateButton.current?.focus();
    else openFromElsewhere(errand);
  }

  /** What had the focus went with the page before; the heading takes it, and has it again afterwards. */
  function openFromElsewhere(prompt: Prompt) {
    if (document.activeElement?.matches("body, main")) heading.current?.focus({ preventScroll: true });
    setPrompt(prompt);
  }

  function showRecovery() {
    recovery.current?.scrollIntoView({ block: "start" });
    recovery.current?.focus({ preventScroll: true });
  }

  return (
    <form noValidate autoComplete="off" onSubmit={edit.submit}>
      <PageTitle>{fullName(user)}</PageTitle>
      <header className={styles.head}>
        <div className={styles.who}>
          <Avatar name={fullName(user)} size="large" />
          <div className={styles.names}>
            <h1 ref={heading} tabIndex={-1}>
              {fullName(user)}
            </h1>
            <div className={styles.sub}>
              {user.userName}
              {user.title === null ? null : ` · ${user.title}`}
            </div>
          </div>
        </div>
        <div className={styles.chips}>
          {user.isActive ? <Chip tone="ok">Active</Chip> : <Chip>Inactive</Chip>}
          <AccessChips user={user} />
        </div>
        <div ref={menu} className={styles.menu}>
          <UserActions
            user={user}
            isOwn={isOwn}
            obstacles={obstacles}
            copyLink={copiesLinks ? { obstacle: copyObstacle } : null}
            onChoose={choose}
            returnFocus={takeGoal}
          />
        </div>
        <RecoveryLine userId={userId} onOpen={showRecovery} />
      </header>

      <div className={styles.columns}>
        <div className={styles.column}>
          <StoppedBanner user={user} />
          {edit.conflict === "none" ? null : (
            <ConflictPanel
              key={edit.conflict}
              user={user}
              takesFocus={edit.conflict === "refused"}
              overtaken={edit.overtaken}
              draft={draft}
              onChoose={(field, from) => edit.change({ [field]: from[field] })}
            />
          )}
          {problems.summary}
          <Card title="Overview">
            <OverviewFields {...fields} isRecord />
          </Card>
          <Card title="Teams and Access Control">
            <AccessFields {...fields} />
          </Card>
          <PasswordCard
            {...offer.card}
            form={draft}
            isOwn={isOwn}
            isSaving={edit.isSaving}
            problems={problems}
            afterSave={edit.saved === null ? null : <HandOver saved={edit.saved} />}
          >
            <PasswordStanding user={user} />
          </PasswordCard>
        </div>
        <div
          ref={recovery}
          role="group"
          aria-label="Recovery, sessions and history"
          className={styles.column}
          tabIndex={-1}
        >
          <RecoveryCard
            user={{ id: userId, name: fullName(user), userName: user.userName }}
            live={live}
            copied={copied}
            asksPassword={isAdministrator && !isOwn}
            giveAgain={{
              "copied-link": {
                run: () => setPrompt("copy-link"),
                obstacle: copiesLinks ? copyObstacle : "Links are not copied in this installation.",
              },
              link: { run: () => setPrompt("send-link"), obstacle: obstacles["send-link"] },
              "mailed-password": {
                run: () => setPrompt("new-password"),
                obstacle: obstacles["new-password"],
              },
              "told-password": { run: () => offer.card.generateButton.current?.focus(), obstacle: null },
            }}
          />
          <UserSessionsCard userId={userId} />
          <HistoryCard userId={userId} />
        </div>
      </div>

      {hasChanges ? (
        <div className={styles.bar}>
          <StickyBar label="Unsaved changes" note={unsavedWords(edit.unsaved)}>
            <Button disabled={edit.isSaving} onClick={edit.cancel}>
              Cancel
            </Button>
            <Button variant="primary" type="submit" pending={edit.isSaving} {...saveKeys}>
              Save
            </Button>
          </StickyBar>
        </div>
      ) : null}
      <CurrentPasswordPrompt
        {...edit.confirmation}
        returnFocus={() => (hasChanges ? null : heading.current)}
      />
      <SendLinkPrompt {...promptOf} asksPassword={isAdministrator && !isOwn} open={prompt === "send-link"} />
      <CopyLinkPrompt
        {...promptOf}
        asksPassword={isAdministrator}
        open={prompt === "copy-link"}
        control={copied}
      />
      <NewPasswordPrompt {...promptOf} asksPassword={isAdministrator} open={prompt === "new-password"} />
      <SignOutEverywherePrompt
        userId={userId}
        name={fullName(user)}
        isOwn={isOwn}
        open={prompt === "sign-out"}
        onClose={close}
      />
      <DeleteUserPrompt
        user={user}
        open={prompt === "delete"}
        onClose={close}
        onDeleted={() => {
          guard.release();
          forgetUser(self.id, userId);
          void navigate(listAddress("/users"));
        }}
      />
      {guard.prompt}
    </form>
  );
}

function unsavedWords(unsaved: readonly string[]): string {
  const count = unsaved.length === 1 ? "1 unsaved change" : `${unsaved.length} unsaved changes`;
  return `${count}: ${unsaved.join(", ")}`;
}

/** Takes the focus when the bar with Save and Cancel goes away under it. */
function useHeadingAfter(hasBar: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const hadBar = useRef(hasBar);
  useEffect(() => {
    if (hadBar.current && !hasBar && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
    hadBar.current = hasBar;
  }, [hasBar]);
  return heading;
}
