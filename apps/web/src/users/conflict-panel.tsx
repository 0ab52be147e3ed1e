import type { User } from "@latchkey/contract/users.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { userAuditEventsQuery } from "../audit/queries.ts";
import { useSession } from "../sessions/use-session.ts";
import { UntilMoment } from "../shared/moments.tsx";
import {
  fieldLabels,
  type Overtaken,
  sameValue,
  type UserDraft,
  type UserField,
  valueInWords,
} from "./user-draft.ts";
import { type Changer, whoSaved } from "./who-changed.ts";
import styles from "./conflict-panel.module.css";

type ConflictPanelProps = {
  /** The record as it is now. */
  user: User;
  overtaken: readonly Overtaken[];
  draft: UserDraft;
  /** It is the answer to a Save, and what to look at next. */
  takesFocus: boolean;
  onChoose: (field: UserField, from: UserDraft) => void;
};

/** The record was saved meanwhile, by somebody else or in another tab: both values of every field that was changed there, to choose from. */
export function ConflictPanel({ user, overtaken, draft, takesFocus, onChoose }: ConflictPanelProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const ownId = useSession().user.id;
  const { data } = useQuery(userAuditEventsQuery(user.id));
  const changer = whoSaved(user, data?.events ?? [], ownId);
  const isSelf = changer?.isSelf === true;
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={panel} className={styles.panel} tabIndex={-1}>
      <Banner tone="warn" live="alert" title={titleOf(changer)}>
        <p>
          {changer === null || isSelf ? null : (
            <>
              {changer.name} saved it at <UntilMoment at={user.updatedAt} />.{" "}
            </>
          )}
          {overtaken.length === 0
            ? "Your changes are still here and don't touch what was saved. Save again to keep them."
            : "Nothing that you typed is lost. Choose what should stand in these fields, or type something else, then Save."}
        </p>
        {overtaken.length === 0 ? null : (
          <div className={styles.list}>
            {overtaken.map(({ field, mine, theirs }) => (
              <fieldset key={field} className={styles.field}>
                <legend className={styles.name}>{fieldLabels[field]}</legend>
                <Choice
                  group={`${id}-${field}`}
                  words="Keep mine"
                  field={field}
                  value={mine}
                  draft={draft}
                  onChoose={() => onChoose(field, mine)}
                />
                <Choice
                  group={`${id}-${field}`}
                  words={isSelf ? "Take what was saved" : "Take theirs"}
                  field={field}
                  value={theirs}
                  draft={draft}
                  onChoose={() => onChoose(field, theirs)}
                />
              </fieldset>
            ))}
          </div>
        )}
      </Banner>
    </div>
  );
}

function titleOf(changer: Changer | null): string {
  if (changer === null) return "This record has been changed meanwhile";
  return changer.isSelf ? "You changed this record in another tab" : "Somebody else changed this record";
}

type ChoiceProps = {
  /** The name that ties the two choices of a field together. */
  group: string;
  words: string;
  field: UserField;
  value: UserDraft;
  draft: UserDraft;
  onChoose: () => void;
};

function Choice({ group, words, field, value, draft, onChoose }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type="radio" name={group} checked={sameValue(value[field], draft[field])} onChange={onChoose} />
      <span className={styles.value}>
        <span className={styles.quiet}>{words}: </span>
        {valueInWords(field, value)}
      </span>
    </label>
  );
}
