import type { OwnPasswordChange } from "@latchkey/contract/recoveries.ts";
import { Disclosure } from "@latchkey/ui/disclosure.tsx";
import { Timeline } from "@latchkey/ui/timeline.tsx";
import { When } from "@latchkey/ui/when.tsx";
import { useId, useState } from "react";
import { RelativeMoment } from "../shared/moments.tsx";
import { CopyNoteButton } from "./copy-note-button.tsx";
import { StepMoment } from "./recovery-entry.tsx";
import { ownChangeNote, type RecoveredUser } from "./ticket-note.ts";
import styles from "./recovery-entry.module.css";

type OwnChangeEntryProps = { change: OwnPasswordChange; isNewest: boolean; user: RecoveredUser };

/** A change that the user made themselves: a line, unless it is the newest of all, and its one step on demand. */
export function OwnChangeEntry({ change, isNewest, user }: OwnChangeEntryProps) {
  const id = useId();
  const [open, setOpen] = useState(isNewest);
  return (
    <li className={styles.entry}>
      <Disclosure
        label="Change Password"
        open={open}
        onOpenChange={setOpen}
        summary={
          <span className={styles.summary}>
            <span className={styles.words}>
              <span id={id} className={styles.name}>
                Change Password
              </span>
              {open ? null : <span className={styles.quiet}>Password changed · by the user</span>}
            </span>
            <When>
              <RelativeMoment at={change.createdAt} />
            </When>
          </span>
        }
      >
        <div className={styles.way}>
          <Timeline
            label="Change Password"
            live={false}
            steps={[
              {
                key: "made",
                state: "done",
                title: "Password changed by the user",
                detail: null,
                time: <StepMoment at={change.createdAt} />,
              },
            ]}
          />
          <div className={styles.actions}>
            <CopyNoteButton write={(exact) => ownChangeNote(change, user, exact)} describedBy={id} />
          </div>
        </div>
      </Disclosure>
    </li>
  );
}
