import { pathOf } from "@latchkey/contract/client.ts";
import { readTemplatePreviewHtml, type TemplatePreview } from "@latchkey/contract/templates.ts";
import { fullName } from "@latchkey/contract/users.ts";
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
import { useSettled } from "./use-settled.ts";
import styles from "./preview-card.module.css";

/** Nobody's names. */
const sample: ComboOption = { value: "", label: "a sample", description: "Jane Okafor, who is nobody" };

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

type PreviewCardProps = {
  request: Omit<PreviewRequest, "userId">;
  look: PreviewLook;
  onLookChange: (look: PreviewLook) => void;
  /** Before the choice of the reader. */
  children?: ReactNode;
};

/** How long after the last key a mail is rendered anew, in milliseconds. */
export const settleMs = 400;

/** The mail as it would arrive, rendered anew a moment after every change. */
export function PreviewCard({ request, look, onLookChange, children }: PreviewCardProps) {
  const settled = useSettled(request, settleMs);
  const userId = look.reader.value || null;
  const { data, error } = useQuery({
    ...previewQuery({ ...settled, userId }),
    placeholderData: keepPreviousData,
  });
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
        {children}
        <ReaderField reader={look.reader} onReaderChange={(reader) => change({ reader })} />
      </div>
      <Content preview={data?.preview} isBroken={data?.preview === null} error={error} look={look} />
    </section>
  );
}

type ContentProps = {
  preview: TemplatePreview | null | undefined;
  isBroken: boolean;
  error: unknown;
  look: PreviewLook;
};

function Content({ preview, isBroken, error, look }: ContentProps) {
  if (error !== null) return <Banner tone="bad">{problemText(error)}</Banner>;
  if (isBroken) {
    return <Banner tone="warn">There is no preview until the errors under Checks are corrected.</Banner>;
  }
  if (!preview) return <Skeleton shape="block" />;
  return (
    <div className={styles.mail}>
      <div className={styles.inbox}>
        <p className={styles.subject}>{preview.subject}</p>
        <p className={styles.preheader}>{preview.preheader}</p>
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
  );
}

type ReaderFieldProps = { reader: ComboOption; onReaderChange: (reader: ComboOption) => void };

function ReaderField({ reader, onReaderChange }: ReaderFieldProps) {
  const [search, setSearch] = useState("");
  const settled = useSettled(search.trim(), 250);
  const { data, isFetching } = useQuery({ ...readersQuery(settled), placeholderData: keepPreviousData });
  const users = (data?.users ?? []).slice(0, 20).map((user) => ({
    value: user.id,
    label: fullName(user),
    description: user.email ?? user.userName,
  }));
  return (
    <ComboField
      className={styles.reader}
      label="Preview as"
      hideLabel
      options={settled === "" ? [sample, ...users] : users}
      value={reader}
      onValueChange={onReaderChange}
      search={search}
      onSearchChange={setSearch}
      pending={isFetching}
      empty="No user has this name or address."
    />
  );
}
