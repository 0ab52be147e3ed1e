import { Dialog } from "@latchkey/ui/dialog.tsx";
import { Key } from "@latchkey/ui/kbd.tsx";
import { Fragment } from "react";
import { commandKey } from "./key-names.ts";
import styles from "./key-list.module.css";

const groups: { title: string; keys: { does: string; press: readonly string[] }[] }[] = [
  {
    title: "On every page",
    keys: [
      { does: "Find a user", press: ["/"] },
      { does: "Find people, and what can be done", press: [commandKey, "K"] },
      { does: "Save", press: [commandKey, "S"] },
      { does: "Show these keys", press: ["?"] },
    ],
  },
  {
    title: "While you find a user",
    keys: [
      { does: "Point at a person", press: ["↑", "↓"] },
      { does: "Open the record", press: ["Enter"] },
      { does: "Open the record with its actions", press: [commandKey, "Enter"] },
    ],
  },
  {
    title: "In a menu or a prompt",
    keys: [
      { does: "Choose, or confirm", press: ["Enter"] },
      { does: "Close it and change nothing", press: ["Esc"] },
    ],
  },
];

/** Whether it is pressed alone and would write. */
const isOneSign = ({ press }: { press: readonly string[] }) => press[0] === "/" || press[0] === "?";

/** The keys that work here; `oneSign`: those of one sign are among them. */
export function KeyList({ oneSign, onClose }: { oneSign: boolean; onClose: () => void }) {
  return (
    <Dialog open title="Keys" onClose={onClose}>
      {groups.map(({ title, keys }) => (
        <section key={title} className={styles.group} aria-label={title}>
          <h3 className={styles.title}>{title}</h3>
          <dl>
            {keys
              .filter((key) => oneSign || !isOneSign(key))
              .map(({ does, press }) => (
                <div key={does} className={styles.entry}>
                  <dt>{does}</dt>
                  <dd className={styles.keys}>
                    {press.map((key, index) => (
                      <Fragment key={key}>
                        {index === 0 ? null : " "}
                        <Key>{key}</Key>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <p className={styles.note}>
        {oneSign
          ? "The keys of one sign, / and ?, can be turned off in your profile."
          : "The keys of one sign, / and ?, are turned off. Your profile turns them on again."}
      </p>
    </Dialog>
  );
}
