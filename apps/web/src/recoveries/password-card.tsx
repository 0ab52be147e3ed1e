import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import type { PasswordStyle } from "@latchkey/contract/passwords.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { UnlabelledCheckbox } from "@latchkey/ui/checkbox.tsx";
import { Secret } from "@latchkey/ui/secret.tsx";
import { Segmented } from "@latchkey/ui/segmented.tsx";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Countdown } from "../shared/countdown.tsx";
import type { FormProblems } from "../shared/form-problems.tsx";
import { UntilMoment } from "../shared/moments.tsx";
import { problemText } from "../shared/problem-text.ts";
import { AddressFaultQuestion } from "./address-fault-question.tsx";
import type { Overtaking } from "./generated-password-standing.ts";
import { formObstacles, generateObstacle } from "./obstacle-words.ts";
import { RecoveryNoteFields } from "./recovery-note-fields.tsx";
import { sendAccessInfoField } from "./send-access-info-field.ts";
import type { RecoveryRequest } from "./use-recovery-request.ts";
import type { TemporaryPassword, TemporaryPasswordControl } from "../passwords/use-temporary-password.ts";
import styles from "./password-card.module.css";

const passwordStyles = [
  { value: "groups", label: "Groups" },
  { value: "words", label: "Words" },
] as const satisfies readonly { value: PasswordStyle; label: string }[];

type PasswordCardProps = {
  control: TemporaryPasswordControl;
  /** The address and the state that the same Save would store. */
  form: { email: string; isActive: boolean };
  isOwn: boolean;
  /** Save is under way: what it commits must not be replaced meanwhile. */
  isSaving: boolean;
  /** The button Generate, so that others can lead to it. */
  generateButton: RefObject<HTMLButtonElement | null>;
  /** What came first, when the password ended on the server before its time; null when nothing tells. */
  overtaking: Overtaking | null;
  /** Whom the password that is shown was mailed to, masked; null before Save, and when it was not. */
  mailedTo: string | null;
  sendAccessInfo: boolean;
  onSendAccessInfoChange: (send: boolean) => void;
  /** What may, or must, be said beside the password. */
  request: RecoveryRequest;
  /** The mail would go to the stored address, of which the request's preview speaks. */
  mailsStoredAddress: boolean;
  problems: FormProblems;
  /** In words, how the present password stands. */
  children: ReactNode;
  /** What has happened since a saved password was handed over. */
  afterSave?: ReactNode;
};

/** Option C: Generate a temporary password, tell it to the user, and commit it with Save. */
export function PasswordCard({
  control,
  form,
  isOwn,
  isSaving,
  generateButton,
  overtaking,
  mailedTo,
  sendAccessInfo,
  onSendAccessInfoChange,
  request,
  mailsStoredAddress,
  problems,
  children,
  afterSave,
}: PasswordCardProps) {
  const { temporary, generating, problem } = control;
  const { error: sendProblems, ...send } = problems.field(sendAccessInfoField);
  const fault = (mailsStoredAddress && request.preview?.addressFault) || null;
  const [style, setStyle] = useState<PasswordStyle>("groups");
  const display = useRef<HTMLDivElement>(null);
  const shown = temporary.step === "suggested" || temporary.step === "saved" ? temporary : null;
  const shownId = shown?.id;
  const hasGrown = shown?.step === "saved" && Boolean(afterSave);
  const sight = shown === null ? null : `${shown.id} ${hasGrown}`;
  const isRefused = "isRefused" in temporary && temporary.isRefused;
  const wasShown = useRef(false);

  useEffect(() => {
    // The password is what comes next.
    if (shownId !== undefined) fieldIn(display.current)?.focus({ preventScroll: true });
  }, [shownId]);
  useEffect(() => {
    const isFocusLost = document.activeElement === document.body;
    if (shown?.step === "saved" && (isFocusLost || isInPrompt(document.activeElement)))
      fieldIn(display.current)?.focus({ preventScroll: true });
    // A refused Save leads to what can be done about it, wherever the focus is.
    if (shown === null && wasShown.current && (isFocusLost || isRefused)) generateButton.current?.focus();
    wasShown.current = shown !== null;
  }, [shown, isRefused, generateButton]);
  useEffect(() => {
    if (sight === null) return;
    // All of it, or where there is no room the password itself.
    display.current?.scrollIntoView({ block: "nearest" });
    fieldIn(display.current)?.scrollIntoView({ block: "nearest" });
  }, [sight]);

  return (
    <Card title="Password">
      <div className={styles.stack}>
        <div className={styles.start}>
          <Segmented
            label="Style of the password"
            options={passwordStyles}
            value={style}
            onValueChange={setStyle}
          />
          <Button
            ref={generateButton}
            pending={generating}
            disabled={isSaving}
            {...reasonNot(generateObstacle(isOwn, form.isActive))}
            onClick={() => control.generate(style)}
          >
            Generate
          </Button>
        </div>
        {shown === null ? (
          <p className={styles.muted}>{children}</p>
        ) : (
          <div ref={display} className={styles.display}>
            <Secret
              secret={shown.secret}
              style={shown.style}
              until={<ShownUntil shown={shown} />}
              actions={shown.step === "saved" ? <Button onClick={control.drop}>Done</Button> : null}
            >
              {shown.step === "saved" ? afterSave : null}
            </Secret>
          </div>
        )}
        {temporary.step === "ran-out" ? (
          <Banner tone="warn" live="alert">
            The generated password has expired and was not saved. Generate a new one.
          </Banner>
        ) : null}
        {temporary.step === "overtaken" ? (
          <OvertakenBanner wasSaved={temporary.wasSaved} overtaking={overtaking}>
            {temporary.wasSaved ? afterSave : null}
          </OvertakenBanner>
        ) : null}
        {problem === null ? null : (
          <Banner tone="bad" live="alert">
            {problemText(problem)}
          </Banner>
        )}
        <UnlabelledCheckbox
          {...send}
          label="Send Email with Access Info to User"
          checked={sendAccessInfo || mailedTo !== null}
          onCheckedChange={onSendAccessInfoChange}
          error={sendProblems?.join(" ")}
          {...reasonNot(mailedTo === null ? accessInfoObstacle(temporary, form) : mailedWords(mailedTo))}
        />
        {fault === null ? null : <AddressFaultQuestion fault={fault} request={request} problems={problems} />}
        {temporary.step === "suggested" ? <RecoveryNoteFields request={request} problems={problems} /> : null}
      </div>
    </Card>
  );
}

function OvertakenBanner({
  wasSaved,
  overtaking,
  children,
}: {
  wasSaved: boolean;
  overtaking: Overtaking | null;
  children: ReactNode;
}) {
  if (overtaking?.isGoal) {
    return (
      <>
        <Banner tone="ok" live="status">
          {overtaking.words}. The temporary one is no longer shown.
        </Banner>
        {children}
      </>
    );
  }
  return (
    <>
      <Banner
        tone="warn"
        live="alert"
        title={wasSaved ? "The temporary password no longer works" : changedWords(overtaking)}
      >
        <p>
          {overtaking === null ? (
            wasSaved && "The user's access has changed meanwhile."
          ) : (
            <>
              {overtaking.words} at <UntilMoment at={overtaking.at} />.
            </>
          )}{" "}
          {wasSaved
            ? "What was shown here is gone; don't read it out any more."
            : "The password that you generated was not saved and can't be used. Generate a new one if it is still needed."}
        </p>
      </Banner>
      {children}
    </>
  );
}

function changedWords(overtaking: Overtaking | null): string {
  if (overtaking === null) return "The user's access has changed";
  return overtaking.isOwn
    ? "You changed this user's access in another tab"
    : "Somebody else changed this user's access";
}

/** The field of the password; its text is read nowhere else. */
function fieldIn(display: HTMLElement | null): HTMLTextAreaElement | null {
  return display?.querySelector("textarea") ?? null;
}

/** The prompt in which Save was confirmed, and which goes away now. */
function isInPrompt(element: Element | null): boolean {
  return Boolean(element?.closest("[role=alertdialog]"));
}

function mailedWords(to: string): string {
  return `Mailed to ${to}. Recovery tells whether it has arrived.`;
}

function accessInfoObstacle(
  temporary: TemporaryPassword,
  form: { email: string; isActive: boolean },
): string | null {
  if (temporary.step !== "suggested") return "Generate a password first";
  const obstacle = mailObstacle({ ...form, email: form.email.trim() });
  return obstacle === null ? null : formObstacles[obstacle];
}

function reasonNot(disabledReason: string | null) {
  return disabledReason === null ? {} : { disabledReason };
}

function ShownUntil({ shown }: { shown: Extract<TemporaryPassword, { endsAt: number }> }) {
  if (shown.step === "saved") return <Countdown endsAt={shown.endsAt} />;
  return (
    <>
      until Save, or <UntilMoment at={new Date(shown.endsAt).toISOString()} />
    </>
  );
}
