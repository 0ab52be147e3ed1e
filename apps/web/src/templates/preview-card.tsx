import { pathOf } from "@latchkey/contract/client.ts";
import {
  type LintFinding,
  readTemplatePreviewHtml,
  type TemplatePreview,
} from "@latchkey/contract/templates.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { ComboField, type ComboOption } from "@latchkey/ui/combo-field.tsx";
import { Segmented } from "@latchkey/ui/segmented.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { problemText } from "../shared/problem-text.ts";
import { useTheme } from "../shared/theme.ts";
import { MailFrame, type FrameWidth } from "./mail-frame.tsx";
import { type PreviewRequest, previewQuery, readersQuery } from "./queries.ts";
import { useSettledValue } from "../shared/use-settled-value.ts";
import styles from "./preview-card.module.css";

/** Nobody's names. */
const sample: ComboOption = { value: "", label: "Sample", description: "Jane Okafor, who is nobody" };

/** How a mail is looked at. */
export type PreviewLook = {
  reader: ComboOption;
  theme: "light" | "dark";
  show: FrameWidth | "text";
};

/** How mails are looked at, at first in the theme of the console. It outlives a change of language. */
export function usePreviewLook() {
  const theme = useTheme();
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return useState<PreviewLook>({
    reader: sample,
    theme: theme === "system" ? system : theme,
    show: "phone",
  });
}

/** What no mail will ever have: the frame would not run it, and there is nothing of it to see. */
const isUnfit = ({ rule }: LintFinding) => rule === "event-handler" || rule === "element";

type PreviewCardProps = {
  request: Omit<PreviewRequest, "userId">;
  look: PreviewLook;
  onLookChange: (look: PreviewLook) => void;
  /** Before the choice of the reader. */
  children?: ReactNode;
};

/** How long after the last key a mail is rendered anew, in milliseconds. */
export const settleMilliseconds = 500;

/** The mail as it would arrive, rendered anew a moment after every change. */
export function PreviewCard({ request, look, onLookChange, children }: PreviewCardProps) {
  const settled = useSettledValue(request, settleMilliseconds);
  const userId = look.reader.value || null;
  const { data, error } = useQuery({
    ...previewQuery({ ...settled, userId }),
    placeholderData: keepPreviousData,
  });
  // While something is being typed that can't be rendered, the last mail that could be stays.
  const [last, setLast] = useState<TemplatePreview | null>(null);
  const isBroken = data !== undefined && (data.preview === null || data.findings.some(isUnfit));
  if (data?.preview && !isBroken && data.preview !== last) setLast(data.preview);
  const change = (changed: Partial<PreviewLook>) => onLookChange({ ...look, ...changed });
  return (
    <section className={styles.preview} aria-label="Preview">
      <div className={styles.tools}>
        <Segmented
          label="Show as"
          options={[
            { value: "phone", label: "Phone" },
            { value: "desktop", label: "Desktop" },
            { value: "text", label: "Text" },
          ]}
          value={look.show}
          onValueChange={(show) => change({ show })}
        />
        {look.show === "text" ? null : (
          <Segmented
            label="Appearance"
            options={[
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
            value={look.theme}
            onValueChange={(theme) => change({ theme })}
          />
        )}
      </div>
      <div className={styles.choices}>
        {children}
        <ReaderField reader={look.reader} onReaderChange={(reader) => change({ reader })} />
      </div>
      <Content preview={last} isBroken={isBroken} error={error} look={look} />
    </section>
  );
}

type ContentProps = {
  preview: TemplatePreview | null;
  isBroken: boolean;
  error: unknown;
  look: PreviewLook;
};

function Content({ preview, isBroken, error, look }: ContentProps) {
  const failure = error === null ? null : <Banner tone="bad">{problemText(error)}</Banner>;
  const warning = (
    <Banner tone="warn">
      {preview === null
        ? "There is no preview until the errors under Checks are corrected."
        : "This is the mail before the errors under Checks."}
    </Banner>
  );
  if (preview === null) return failure ?? (isBroken ? warning : <Skeleton shape="block" />);
  return (
    <>
      {failure ?? (isBroken ? warning : null)}
      <div className={styles.mail} data-outdated={isBroken || error !== null || undefined}>
        <div className={styles.inbox}>
          <p dir="auto" className={styles.subject}>
            {preview.subject}
          </p>
          <p dir="auto" className={styles.preheader}>
            {preview.preheader}
          </p>
        </div>
        {look.show === "text" ? (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          <pre className={styles.text} tabIndex={0} role="region" aria-label="The mail as text" dir="auto">
            {preview.text}
          </pre>
        ) : (
          <MailFrame
            src={pathOf(readTemplatePreviewHtml, {
              params: { previewId: preview.id },
              query: { theme: look.theme },
            })}
            theme={look.theme}
            width={look.show}
          />
        )}
      </div>
    </>
  );
}

type ReaderFieldProps = { reader: ComboOption; onReaderChange: (reader: ComboOption) => void };

function ReaderField({ reader, onReaderChange }: ReaderFieldProps) {
  const [search, setSearch] = useState("");
  const settled = useSettledValue(search.trim(), 250);
  const { data, isFetching } = useQuery({ ...readersQuery(settled), placeholderData: keepPreviousData });
  const users = (data?.users ?? []).slice(0, 20).map((user) => ({
    value: user.id,
    label: fullName(user),
    description: user.email ?? user.userName,
  }));
  return (
    <ComboField
      label="Preview as"
      options={settled === "" ? [sample, ...users] : users}
      value={reader}
      onValueChange={onReaderChange}
      searchLabel="Find a user to preview as"
      onSearchChange={setSearch}
      pending={isFetching}
      empty="No user has this name or address."
    />
  );
}
