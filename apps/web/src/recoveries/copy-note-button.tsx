import { Button } from "@latchkey/ui/button.tsx";
import { Dialog } from "@latchkey/ui/dialog.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useRef, useState } from "react";
import { useMomentFormat } from "../shared/moments.tsx";
import styles from "./copy-note-button.module.css";

type CopyNoteButtonProps = {
  /** The note, with moments (ISO 8601) told by `exact`. */
  write: (exact: (at: string) => string) => string;
  describedBy: string;
};

/** Copies what a ticket needs to know of a recovery; shows it for copying by hand where the browser refuses. */
export function CopyNoteButton({ write, describedBy }: CopyNoteButtonProps) {
  const toast = useToast();
  const format = useMomentFormat();
  const [refused, setRefused] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);

  async function copy() {
    const note = write(format.exact);
    try {
      await navigator.clipboard.writeText(note);
      toast({ title: "Copied", text: "Paste the note into the ticket." });
    } catch {
      setRefused(note);
    }
  }

  return (
    <>
      <Button variant="quiet" size="small" aria-describedby={describedBy} onClick={() => void copy()}>
        Copy note for ticket
      </Button>
      <Dialog
        open={refused !== null}
        title="Note for ticket"
        text="The browser did not allow copying. Select the text and copy it yourself."
        initialFocus={text}
        onClose={() => setRefused(null)}
      >
        <textarea
          ref={text}
          className={styles.text}
          aria-label="Note"
          readOnly
          rows={10}
          value={refused ?? ""}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Dialog>
    </>
  );
}
