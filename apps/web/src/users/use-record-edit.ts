import { administratorType } from "@latchkey/contract/permissions.ts";
import { updateUser, type User, UserFields } from "@latchkey/contract/users.ts";
import { useToast } from "@latchkey/ui/toast.tsx";
import { type SubmitEvent, useState } from "react";
import { userAuditEventsQuery } from "../audit/queries.ts";
import { useCurrentPassword } from "../passwords/use-current-password.tsx";
import { recoveriesQuery } from "../recoveries/queries.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { isProblem } from "../shared/problem-type.ts";
import { useTyped } from "../shared/kept-typing.ts";
import { queryClient } from "../shared/query-client.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { userQuery } from "./queries.ts";
import { usePasswordOffer } from "./use-password-offer.ts";
import {
  beginEdit,
  changedFields,
  draftOf,
  fieldLabels,
  fieldsOf,
  rebase,
  type UserDraft,
} from "./user-draft.ts";
import { showUserProblem } from "./user-problems.ts";

/** The record was changed elsewhere: seen in passing, or because Save was refused. */
type Conflict = "none" | "noticed" | "refused";

/**
 * A user record being edited: what was typed lies on top of the newest version of the record, `user`, and Save commits it
 * together with a generated password.
 */
export function useRecordEdit(user: User) {
  const [edit, setEdit] = useTyped(`record ${user.id}`, () => beginEdit(user));
  const [conflict, setConflict] = useState<Conflict>("none");
  const [saved, setSaved] = useState<User | null>(null);
  const offer = usePasswordOffer(user, edit.draft.email);
  const problems = useFormProblems();
  const password = useCurrentPassword();
  const [isAsking, setAsking] = useState(false);
  const toast = useToast();

  const changes = changedFields(draftOf(edit.base), edit.draft);
  const hasUnsaved = changes.length > 0 || offer.isOpen;
  if (edit.base !== user) {
    setEdit(changes.length === 0 ? beginEdit(user) : rebase(edit, user));
    if (hasUnsaved && edit.base.version !== user.version && conflict === "none") setConflict("noticed");
  }
  const unsaved = changes.map((field) => fieldLabels[field].toLowerCase());
  if (offer.isOpen) unsaved.push("password");
  // What somebody else changed concerns nobody who has nothing to save.
  if (!hasUnsaved && conflict !== "none") setConflict("none");

  async function store() {
    const all = fieldsOf(edit.draft);
    const body = {
      ...Object.fromEntries(changes.map((field) => [field, all[field]])),
      version: edit.base.version,
      ...offer.toSave(),
      ...password.toSend(),
    };
    const reply = await api(updateUser, { params: { userId: user.id }, body });
    const stored = queryClient.setQueryData(userQuery(user.id).queryKey, reply) ?? reply;
    setSaved(stored);
    setEdit((before) => ({ ...rebase(before, stored), overtaken: [] }));
  }

  /** What the others have done meanwhile. */
  async function lookAgain() {
    await Promise.all([
      queryClient.query({ ...userQuery(user.id), staleTime: 0 }),
      queryClient.query({ ...recoveriesQuery(user.id), staleTime: 0 }),
      queryClient.query({ ...userAuditEventsQuery(user.id), staleTime: 0 }),
    ]);
  }

  async function explain(error: Error) {
    offer.card.control.hold(false);
    const isAboutPassword = password.learnFrom(error);
    setAsking(isAboutPassword);
    if (isAboutPassword) return;
    if (isProblem(error, "version-conflict")) {
      problems.clear();
      setConflict("refused");
      await lookAgain().catch(problems.show);
      return;
    }
    if (isProblem(error, "suggestion-expired") || isProblem(error, "suggestion-unusable")) {
      problems.clear();
      offer.refuse({ isExpired: isProblem(error, "suggestion-expired") });
      await lookAgain().catch(problems.show);
      return;
    }
    await offer.card.request.learnFrom(error);
    showUserProblem(problems, error, changes.includes("isActive"));
  }

  const save = useSensitiveMutation({
    mutationFn: store,
    onSuccess: () => {
      offer.card.control.hold(false);
      setConflict("none");
      stopAsking();
      offer.keep();
      problems.clear();
      toast({ title: "Saved" });
    },
    onError: explain,
  });

  function stopAsking() {
    setAsking(false);
    password.reset();
  }

  /** Nothing else is generated or shown while it is on its way. */
  function begin() {
    offer.card.control.hold(true);
    save.mutate();
  }

  return {
    draft: edit.draft,
    /** The fields that somebody else changed meanwhile, with both values. */
    overtaken: edit.overtaken,
    conflict,
    /** What Save would commit, in words. */
    unsaved,
    /** The record as the last Save of this page left it. */
    saved,
    isSaving: save.isPending,
    problems,
    offer,
    change: (values: Partial<UserDraft>) =>
      setEdit((before) => ({ ...before, draft: { ...before.draft, ...values } })),
    submit(event: SubmitEvent) {
      event.preventDefault();
      if (unsaved.length === 0 || queryClient.isMutating() > 0 || offer.card.control.generating) return;
      if (!problems.check(UserFields, fieldsOf(edit.draft), offer.missing())) return;
      if (user.type === administratorType || edit.draft.type === administratorType) setAsking(true);
      else begin();
    },
    /** One's own current password, without which Save does not touch the record of a System Administrator. */
    confirmation: {
      password,
      open: isAsking,
      movesAddress: changes.includes("email"),
      pending: save.isPending,
      onConfirm() {
        if (queryClient.isMutating() === 0 && password.check()) begin();
      },
      onCancel: stopAsking,
    },
    cancel() {
      setEdit(beginEdit(user));
      setConflict("none");
      offer.drop();
      problems.clear();
    },
  };
}
