import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import { administratorType } from "@latchkey/contract/permissions.ts";
import { createUser, type User, UserFields } from "@latchkey/contract/users.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { UnlabelledCheckbox } from "@latchkey/ui/checkbox.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { CurrentPasswordPrompt } from "../passwords/current-password-prompt.tsx";
import { useCurrentPassword } from "../passwords/use-current-password.tsx";
import { formObstacles } from "../recoveries/obstacle-words.ts";
import { sendAccessInfoField } from "../recoveries/send-access-info-field.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { useTyped } from "../shared/kept-typing.ts";
import { listAddress } from "../shared/list-address.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { queryClient } from "../shared/query-client.ts";
import { saveKeys } from "../shared/save-keys.ts";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import { userQuery } from "./queries.ts";
import { changedFields, emptyDraft, fieldsOf, type UserDraft } from "./user-draft.ts";
import { AccessFields, OverviewFields } from "./user-fields.tsx";
import { showUserProblem } from "./user-problems.ts";
import styles from "./new-user-page.module.css";

/** Create User: Save leads to the record. */
export function Component() {
  const [draft, setDraft] = useTyped("new user", () => emptyDraft);
  // Ticked as long as a mail can go out, until a person decides otherwise.
  const [chosen, setChosen] = useTyped<boolean | null>("new user's Access Info", () => null);
  const problems = useFormProblems();
  const password = useCurrentPassword();
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const toast = useToast();

  const obstacle = mailObstacle({ isActive: draft.isActive, email: draft.email.trim() });
  const sendAccessInfo = obstacle === null && (chosen ?? true);
  const { prompt, release } = useUnsavedGuard(changedFields(emptyDraft, draft).length > 0);

  const create = useMutation({
    mutationFn: () => api(createUser, { body: { ...fieldsOf(draft), sendAccessInfo, ...password.toSend() } }),
    onSuccess: (user: User) => {
      queryClient.setQueryData(userQuery(user.id).queryKey, user);
      release();
      toast({ title: `${fullName(user)} has been created` });
      void navigate(`/users/${user.id}`);
    },
    onError(error) {
      const isAboutPassword = password.learnFrom(error);
      setAsking(isAboutPassword);
      if (!isAboutPassword) showUserProblem(problems, error, false);
    },
  });

  function save(event: SubmitEvent) {
    event.preventDefault();
    if (queryClient.isMutating() > 0 || !problems.check(UserFields, fieldsOf(draft))) return;
    if (draft.type === administratorType) setAsking(true);
    else create.mutate();
  }

  const fields = {
    draft,
    problems,
    onChange: (change: Partial<UserDraft>) => setDraft((before) => ({ ...before, ...change })),
  };
  const { error: sendErrors, ...send } = problems.field(sendAccessInfoField);
  return (
    <form className={styles.page} noValidate onSubmit={save}>
      <PageTitle>Create User</PageTitle>
      <div className={styles.heading}>
        <h1 tabIndex={-1}>Create User</h1>
        <p className={styles.quiet}>Only User Name and Last Name are needed.</p>
      </div>
      {problems.summary}
      <Card title="Overview">
        <OverviewFields {...fields} />
      </Card>
      <Card title="Teams and Access Control">
        <AccessFields {...fields} />
      </Card>
      <Card title="Password">
        <UnlabelledCheckbox
          {...send}
          label="Send Email with Access Info to User"
          checked={sendAccessInfo}
          error={sendErrors?.join(" ")}
          onCheckedChange={setChosen}
          {...(obstacle === null
            ? { description: "A temporary password is made and mailed; you won't see it." }
            : { disabledReason: formObstacles[obstacle] })}
        />
      </Card>
      <div className={styles.actions}>
        <Link className={buttonClass()} to={listAddress("/users")}>
          Cancel
        </Link>
        <Button variant="primary" type="submit" pending={create.isPending} {...saveKeys}>
          Save
        </Button>
      </div>
      <CurrentPasswordPrompt
        password={password}
        open={isAsking}
        movesAddress={false}
        pending={create.isPending}
        onConfirm={() => password.check() && create.mutate()}
        onCancel={() => {
          setAsking(false);
          password.reset();
        }}
      />
      {prompt}
    </form>
  );
}
