import { Button } from "@latchkey/ui/button.tsx";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { StickyBar } from "@latchkey/ui/sticky-bar.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useId, useState } from "react";
import { useMomentFormat } from "../shared/moments.tsx";
import { now } from "../shared/now.ts";
import { problemText } from "../shared/problem-text.ts";
import { isProblem } from "../shared/problem-type.ts";
import { saveKeys } from "../shared/save-keys.ts";
import styles from "./edit-bar.module.css";
import { NotePrompt } from "./note-prompt.tsx";
import { countWords } from "./count-words.ts";
import type { DraftState } from "./use-draft.ts";
import type { VersionedEdit } from "./use-versioned-edit.ts";

/** What the bar is told. */
export type EditBarProps<Content> = {
  edit: VersionedEdit<Content>;
  /** The name of the region: "Template". */
  label: string;
  /** What is saved: "Access Info, English". */
  name: string;
  /** What a save means, in a sentence. */
  consequence: string;
  /** How many errors were found: they block a save. */
  errors: number;
  /** What to do when the server found errors, in a sentence. */
  advice: string;
};

type Open = "nothing" | "save" | "cancel" | "reset";

/** Save, Cancel and Reset to Default, and how it stands with the draft. */
export function EditBar<Content>({ edit, label, name, consequence, errors, advice }: EditBarProps<Content>) {
  const [open, setOpen] = useState<Open>("nothing");
  const toast = useToast();
  const noteId = useId();
  const isDecided = edit.theirs === null && edit.offered === null;
  const isBlocked = errors > 0 || !isDecided;
  const isDefault = edit.base.origin !== "edited";
  const close = () => setOpen("nothing");

  return (
    <div className={styles.bar}>
      <StickyBar
        label={label}
        start={
          <Button
            variant="quiet"
            disabled={isDefault || !isDecided}
            title={isDefault ? "The default is in force already." : undefined}
            onClick={() => setOpen("reset")}
          >
            Reset to Default
          </Button>
        }
        note={
          <span id={noteId} className={isBlocked && edit.isDirty ? styles.blocked : styles.note}>
            <Note edit={edit} errors={errors} />
          </span>
        }
      >
        <Button disabled={!edit.isDirty} onClick={() => setOpen("cancel")}>
          Cancel
        </Button>
        <Button
          variant="primary"
          {...saveKeys}
          disabled={!edit.isDirty || isBlocked}
          aria-describedby={noteId}
          onClick={() => setOpen("save")}
        >
          Save
        </Button>
      </StickyBar>
      {open === "save" ? (
        <NotePrompt
          title={`Save ${name}`}
          text={consequence}
          confirmLabel="Save"
          onConfirm={async (note) => {
            await edit.save(note);
            toast({ title: "Saved" });
          }}
          isToldElsewhere={(error) => {
            if (isProblem(error, "version-conflict")) return true;
            if (!isProblem(error, "invalid-fields")) return false;
            toast({ tone: "bad", title: "Not saved", text: advice });
            return true;
          }}
          onClose={close}
        />
      ) : null}
      <Prompt
        open={open === "cancel"}
        title="Discard your changes?"
        text="What you typed since the last version goes, its draft too."
        confirmLabel="Discard"
        cancelLabel="Keep editing"
        tone="danger"
        onConfirm={() => {
          edit.cancel();
          close();
        }}
        onCancel={close}
      />
      {open === "reset" ? (
        <NotePrompt
          title={`Reset ${name} to its default`}
          text={`What came with Latchkey is in force again. All versions stay and can be restored.${
            edit.isDirty ? " Your unsaved changes are discarded." : ""
          }`}
          confirmLabel="Reset to Default"
          tone="danger"
          onConfirm={async (note) => {
            await edit.reset(note);
            toast({ title: "Reset to Default" });
          }}
          isToldElsewhere={(error) => isProblem(error, "version-conflict")}
          onClose={close}
        />
      ) : null}
      {edit.guard.prompt}
    </div>
  );
}

function Note<Content>({ edit, errors }: { edit: VersionedEdit<Content>; errors: number }) {
  if (edit.offered !== null) return "Continue or discard your draft first.";
  if (edit.theirs !== null) return "Decide first whose words stay.";
  if (edit.isDirty && errors > 0) return `${countWords(errors, "error")} to correct before you can save.`;
  return <DraftNote state={edit.draft} isDirty={edit.isDirty} />;
}

function DraftNote({ state, isDirty }: { state: DraftState; isDirty: boolean }) {
  const format = useMomentFormat();
  if (state.step === "failed") return `Your draft could not be kept. ${problemText(state.error)}`;
  if (!isDirty) return null;
  if (state.step !== "kept") return "Unsaved changes";
  return `Draft kept ${format.until(new Date(state.at).toISOString(), now())}`;
}
