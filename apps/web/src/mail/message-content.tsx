import { readMessageHtml, type MessageRecord } from "@latchkey/contract/mail.ts";
import { pathOf } from "@latchkey/contract/client.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { Segmented } from "@latchkey/ui/segmented.tsx";
import { Lock } from "lucide-react";
import { useState } from "react";
import { useTheme } from "../shared/theme.ts";
import styles from "./message-content.module.css";

type Part = "html" | "text";
type Scheme = "light" | "dark";
type Width = "desktop" | "phone";

/** The parts of a message as its recipient sees them, or why nobody may read them. */
export function MessageContent({ message }: { message: MessageRecord }) {
  const [part, setPart] = useState<Part>("html");
  const [scheme, setScheme] = useState<Scheme>(useShownScheme());
  const [width, setWidth] = useState<Width>("desktop");
  if (message.parts === null) {
    return (
      <Card title="Content">
        <EmptyState
          icon={<Lock size={20} aria-hidden="true" />}
          title="The text of this mail is shown to nobody"
        >
          A mail with a link or a password is sealed until it leaves, and erased afterwards. Only its
          recipient can read it.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title="Content">
      <div className={styles.choices}>
        <Segmented
          label="Part"
          options={[
            { value: "html", label: "HTML" },
            { value: "text", label: "Text" },
          ]}
          value={part}
          onValueChange={setPart}
        />
        {part === "html" ? (
          <>
            <Segmented
              label="Appearance"
              options={[
                { value: "light", label: "Light" },
                { value: "dark", label: "Dark" },
              ]}
              value={scheme}
              onValueChange={setScheme}
            />
            <div className={styles.width}>
              <Segmented
                label="Width"
                options={[
                  { value: "desktop", label: "Desktop" },
                  { value: "phone", label: "Phone" },
                ]}
                value={width}
                onValueChange={setWidth}
              />
            </div>
          </>
        ) : null}
      </div>
      {part === "html" ? (
        <div className={styles.stage} data-scheme={scheme}>
          <iframe
            // A frame keeps the scheme with which it was loaded.
            key={scheme}
            className={styles.frame}
            data-scheme={scheme}
            data-width={width}
            title="The mail"
            sandbox=""
            src={pathOf(readMessageHtml, { params: { messageId: message.id } })}
          />
        </div>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <pre className={styles.text} tabIndex={0} role="region" aria-label="The mail as text">
          {message.parts.text}
        </pre>
      )}
      <p className={styles.note}>
        Links do nothing here, and the one that says “this wasn't me” is left out.
      </p>
    </Card>
  );
}

/** The scheme in which the console itself is shown. */
function useShownScheme(): Scheme {
  const theme = useTheme();
  if (theme !== "system") return theme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
