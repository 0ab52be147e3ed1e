import { pathOf } from "@latchkey/contract/client.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { type User, updateUser, UserFields, watchUser } from "@latchkey/contract/users.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { StickyBar } from "@latchkey/ui/sticky-bar.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type LoaderFunctionArgs, useNavigate, useParams } from "react-router-dom";
import { HistoryCard } from "../audit/history-card.tsx";
import { userAuditEventsQuery } from "../audit/queries.ts";
import { NewPasswordPrompt } from "../recoveries/new-password-prompt.tsx";
import { PasswordCard } from "../recoveries/password-card.tsx";
import { recoveriesQuery } from "../recoveries/queries.ts";
import { RecoveryCard } from "../recoveries/recovery-card.tsx";
import { SendLinkPrompt } from "../recoveries/send-link-prompt.tsx";
import { useRecoveryRequest } from "../recoveries/use-recovery-request.ts";
import { useTemporaryPassword } from "../passwords/use-temporary-password.ts";
import { SignOutEverywherePrompt } from "../sessions/sign-out-everywhere-prompt.tsx";
import { useSession } from "../sessions/use-session.ts";
import { UserSessionsCard } from "../sessions/user-sessions-card.tsx";
import { userSessionsQuery } from "../sessions/user-sessions-query.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { isProblem } from "../shared/problem-type.ts";
import { queryClient } from "../shared/query-client.ts";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import { useLive } from "../shared/use-live.ts";
import { AccessChips } from "./access-chips.tsx";
import { ConflictPanel } from "./conflict-panel.tsx";
import { DeleteUserPrompt } from "./delete-user-prompt.tsx";
import { HandOver } from "./hand-over.tsx";
import { NoSuchUser } from "./no-such-user.tsx";
import { PasswordStanding } from "./password-standing.tsx";
import { optionObstacles } from "./option-obstacles.ts";
import { userQuery } from "./queries.ts";
import { StoppedBanner } from "./stopped-banner.tsx";
import { type UserAction, UserActions } from "./user-actions.tsx";
import {
  beginEdit,
  changedFields,
  draftOf,
  fieldLabels,
  fieldsOf,
  rebase,
  type RecordEdit,
  type UserDraft,
} from "./user-draft.ts";
import { AccessFields, OverviewFields } from "./user-fields.tsx";
import { UserPageLoading } from "./user-page-loading.tsx";
import { showUserProblem } from "./user-problems.ts";
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
  // An edit belongs to one user.
  if (user !== undefined) return <UserRecord key={userId} userId={userId} user={user} />;
  if (isProblem(error, "not-found")) return <NoSuchUser />;
  if (error !== null) throw error;
  return <UserPageLoading />;
}

type Prompt = "closed" | UserAction;

/** Somebody else changed the record: seen in passing, or because Save was refused. */
type Conflict = "none" | "noticed" | "refused";

function UserRecord({ userId, user }: { userId: string; user: User }) {
  const isOwn = useSession().user.id === userId;
  const [edit, setEdit] = useState(() => beginEdit(user));
  const [conflict, setConflict] = useState<Conflict>("none");
  const [saved, setSaved] = useState<User | null>(null);
  const [sendAccessInfo, setSendAccessInfo] = useState(false);
  const [prompt, setPrompt] = useState<Prompt>("closed");
  const control = useTemporaryPassword(userId);
  const problems = useFormProblems();
  const toast = useToast();
  const navigate = useNavigate();
  const live = useLive(pathOf(watchUser, { params: { userId } }), refreshRecord);

  const changes = changedFields(draftOf(edit.base), edit.draft);
  if (edit.base !== user) {
    setEdit(changes.length === 0 ? beginEdit(user) : rebase(edit, user));
    if (changes.length > 0 && edit.base.version !== user.version && conflict === "none")
      setConflict("noticed");
  }
  const suggestion = control.temporary.step === "suggested" ? control.temporary : null;
  const unsaved = [
    ...changes.map((field) => fieldLabels[field].toLowerCase()),
    ...(suggestion === null ? [] : ["password"]),
  ];
  const request = useRecoveryRequest(userId, suggestion !== null);
  const mailsStoredAddress =
    suggestion !== null && sendAccessInfo && edit.draft.email.trim() === (user.email ?? "");
  const guard = useUnsavedGuard(unsaved.length > 0);
  const heading = useHeadingAfter(unsaved.length > 0);
  const generateId = useId();

  const save = useMutation({
    mutationFn: async () => {
      const all = fieldsOf(edit.draft);
      const body = {
        ...Object.fromEntries(changes.map((field) => [field, all[field]])),
        version: edit.base.version,
        ...(suggestion !== null && {
          passwordSuggestionId: suggestion.id,
          sendAccessInfo,
          recoveryNote: request.note,
          ...(mailsStoredAddress && { despiteAddressFault: request.draft.despiteAddressFault }),
        }),
      };
      const reply = await api(updateUser, { params: { userId }, body });
      const stored = queryClient.setQueryData(userQuery(userId).queryKey, reply) ?? reply;
      setSaved(stored);
      setEdit((before) => ({ ...rebase(before, stored), overtaken: [] }));
    },
    onMutate: () => control.hold(true),
    onSettled: () => control.hold(false),
    onSuccess: () => {
      setConflict("none");
      if (suggestion !== null) control.keepAfterSave(suggestion.id);
      setSendAccessInfo(false);
      request.reset();
      problems.clear();
      toast({ title: "Saved" });
    },
    onError: async (error) => {
      if (isProblem(error, "version-conflict")) {
        problems.clear();
        setConflict("refused");
        await queryClient.query({ ...userQuery(userId), staleTime: 0 }).catch(problems.show);
        return;
      }
      if (isProblem(error, "suggestion-expired") || isProblem(error, "suggestion-unusable")) {
        problems.clear();
        setSendAccessInfo(false);
        flushSync(control.runOut);
        document.getElementById(generateId)?.focus();
        return;
      }
      await request.learnFrom(error);
      showUserProblem(problems, error, changes.includes("isActive"));
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // The cache knows of a Save at once; what is rendered only after the second half of a double click.
    if (unsaved.length === 0 || queryClient.isMutating() > 0 || control.generating) return;
    const missing = suggestion === null ? {} : request.missing(mailsStoredAddress);
    if (problems.check(UserFields, fieldsOf(edit.draft), missing)) save.mutate();
  }

  function cancel() {
    setEdit(beginEdit(user));
    setConflict("none");
    setSendAccessInfo(false);
    request.reset();
    control.drop();
    problems.clear();
  }

  const change = (values: Partial<UserDraft>) =>
    setEdit((before: RecordEdit) => ({ ...before, draft: { ...before.draft, ...values } }));
  const fields = { draft: edit.draft, problems, onChange: change };
  const obstacles = optionObstacles(user, isOwn, unsaved.length > 0);
  const close = () => setPrompt("closed");
  const promptOf = { userId, email: user.email ?? "", onClose: close };

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
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
        <div className={styles.menu}>
          <UserActions user={user} isOwn={isOwn} obstacles={obstacles} onChoose={setPrompt} />
        </div>
      </header>

      <div className={styles.columns}>
        <div className={styles.column}>
          <StoppedBanner user={user} />
          {conflict !== "none" && unsaved.length > 0 ? (
            <ConflictPanel
              key={conflict}
              takesFocus={conflict === "refused"}
              overtaken={edit.overtaken}
              draft={edit.draft}
              onChoose={(field, from) => change({ [field]: from[field] })}
            />
          ) : null}
          {problems.summary}
          <Card title="Overview">
            <OverviewFields {...fields} />
          </Card>
          <Card title="Teams and Access Control">
            <AccessFields {...fields} />
          </Card>
          <PasswordCard
            control={control}
            form={edit.draft}
            isOwn={isOwn}
            isSaving={save.isPending}
            generateId={generateId}
            sendAccessInfo={sendAccessInfo}
            onSendAccessInfoChange={setSendAccessInfo}
            request={request}
            mailsStoredAddress={mailsStoredAddress}
            problems={problems}
            afterSave={saved === null ? null : <HandOver saved={saved} />}
          >
            <PasswordStanding user={user} />
          </PasswordCard>
        </div>
        <div className={styles.column}>
          <RecoveryCard
            user={{ id: userId, name: fullName(user), userName: user.userName }}
            live={live}
            giveAgain={{
              link: { run: () => setPrompt("send-link"), obstacle: obstacles["send-link"] },
              "mailed-password": {
                run: () => setPrompt("new-password"),
                obstacle: obstacles["new-password"],
              },
              "told-password": { run: () => document.getElementById(generateId)?.focus(), obstacle: null },
            }}
          />
          <UserSessionsCard userId={userId} />
          <HistoryCard userId={userId} />
        </div>
      </div>

      {unsaved.length === 0 ? null : (
        <div className={styles.bar}>
          <StickyBar label="Unsaved changes" note={unsavedWords(unsaved)}>
            <Button disabled={save.isPending} onClick={cancel}>
              Cancel
            </Button>
            <Button variant="primary" type="submit" pending={save.isPending}>
              Save
            </Button>
          </StickyBar>
        </div>
      )}
      <SendLinkPrompt {...promptOf} open={prompt === "send-link"} />
      <NewPasswordPrompt {...promptOf} open={prompt === "new-password"} />
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
          void navigate("/users");
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
