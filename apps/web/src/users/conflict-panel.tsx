import { Banner } from "@latchkey/ui/banner.tsx";
import { useEffect, useId, useRef } from "react";
import {
  fieldLabels,
  type Overtaken,
  sameValue,
  type UserDraft,
  type UserField,
  valueInWords,
} from "./user-draft.ts";
import styles from "./conflict-panel.module.css";

type ConflictPanelProps = {
  overtaken: readonly Overtaken[];
  draft: UserDraft;
  /** It is the answer to a Save, and what to look at next. */
  takesFocus: boolean;
  onChoose: (field: UserField, from: UserDraft) => void;
};

/** Somebody else saved the record meanwhile: both values of every field that they changed, to choose from. */
export function ConflictPanel({ overtaken, draft, takesFocus, onChoose }: ConflictPanelProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={panel} className={styles.panel} tabIndex={-1}>
      <Banner tone="warn" live="alert" title="Somebody else changed this record">
        <p>
          {overtaken.length === 0
            ? "Your changes are still here and touch nothing of theirs. Save again to keep them."
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
                  words="Take theirs"
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
