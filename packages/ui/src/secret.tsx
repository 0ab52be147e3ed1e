import { Check, Copy, EyeOff, SpellCheck } from "lucide-react";
import {
  type CSSProperties,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { spellOut, type SecretStyle } from "./spell-out.ts";
import styles from "./secret.module.css";

/** Props of {@link Secret}. */
export type SecretProps = {
  /** The way to the password: what React is given it keeps for longer than it shows it. `id` tells one from the next. */
  secret: { id: string; read: () => string };
  /** A link is only copied; a password may be read aloud. */
  kind?: "password" | "link";
  /** How a password is spelled out. */
  style?: SecretStyle;
  /** Until when it is shown: "until Save, or 14:38". */
  until?: ReactNode;
  /** More buttons in the row: Done. */
  actions?: ReactNode;
  /** Below the advice: what happened since. */
  children?: ReactNode;
};

const passwordWords = {
  label: "New temporary password",
  advice:
    "Tell the user that this is a temporary password and that they must choose a new one right after signing in. You will not see it again.",
  refused: "The browser did not allow copying. Select the password and copy it yourself.",
};

const linkWords: typeof passwordWords = {
  label: "New password change link",
  advice:
    "Give it to the user and to nobody else: whoever opens it can choose the password. You will not see it again.",
  refused: "The browser did not allow copying. Select the link and copy it yourself.",
};

/** How much is to be seen; spelled out it is shown as well, so that Hide hides both. */
type View = "hidden" | "shown" | "spelled";

/** The one-time display of a temporary password, for reading aloud, copying and spelling; or of a link, for copying. */
export function Secret({
  secret,
  kind = "password",
  style = "groups",
  until,
  actions,
  children,
}: SecretProps) {
  const id = useId();
  const [view, setView] = useState<View>("shown");
  const shown = view !== "hidden";
  const spelled = view === "spelled";
  const isLink = kind === "link";
  const words = isLink ? linkWords : passwordWords;
  return (
    <div className={styles.secret}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {words.label}
        </label>
        {until ? (
          <span id={`${id}-until`} className={styles.until}>
            {until}
          </span>
        ) : null}
      </div>
      <p className={styles.unprinted}>
        {isLink ? "The link is not printed." : "The password is not printed."}
      </p>
      <div className={styles.sizer}>
        <Value
          key={secret.id}
          id={id}
          read={secret.read}
          look={isLink ? "link" : style}
          shown={shown}
          describedBy={classNames(`${id}-advice`, Boolean(until) && `${id}-until`)}
        />
      </div>
      <div className={styles.actions}>
        <CopyButton key={secret.id} read={secret.read} refused={words.refused} />
        <Button aria-pressed={!shown} onClick={() => setView(shown ? "hidden" : "shown")}>
          <EyeOff size={15} aria-hidden="true" />
          Hide
        </Button>
        {isLink ? null : (
          <Button
            aria-expanded={spelled}
            aria-controls={`${id}-spelling`}
            onClick={() => setView(spelled ? "shown" : "spelled")}
          >
            <SpellCheck size={15} aria-hidden="true" />
            Spell it out
          </Button>
        )}
        {actions}
      </div>
      {isLink ? null : (
        <div id={`${id}-spelling`} hidden={!spelled}>
          {spelled ? <Spelling key={secret.id} read={secret.read} style={style} /> : null}
        </div>
      )}
      <p id={`${id}-advice`} className={styles.advice}>
        {words.advice}
      </p>
      {children}
    </div>
  );
}

type Read = SecretProps["secret"]["read"];

/** The field. Its text is its own: React neither sets nor remembers it. It wraps: what can't be seen would be read out wrong. */
function Value({
  id,
  read,
  look,
  shown,
  describedBy,
}: {
  id: string;
  read: Read;
  look: SecretStyle | "link";
  shown: boolean;
  describedBy: string;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = field.current!;
    // Hidden means gone from the page too: not for a screen share, not for an extension.
    area.value = shown ? read() : "••••••••••••";
    // Hidden, it keeps the room that it takes again.
    const stopFitting = shown ? keepAllInSight(area) : null;
    // React remembers the field that had the focus last, even when it is gone.
    return () => {
      stopFitting?.();
      area.value = "";
    };
  }, [read, shown]);
  return (
    <textarea
      ref={field}
      id={id}
      rows={1}
      readOnly
      className={classNames(styles.value, look === "groups" && styles.groups, look === "link" && styles.link)}
      style={look === "groups" ? ({ "--group": read().indexOf("-") + 1 } as CSSProperties) : undefined}
      aria-describedby={describedBy}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={(event) => {
        // As in a field of one line: Enter saves.
        if (event.key !== "Enter") return;
        if (look === "link") event.preventDefault();
        else if (!event.repeat) event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}

/** Keeps a text area as tall as its text, whatever becomes of its width and of the size of its letters. */
function keepAllInSight(area: HTMLTextAreaElement): () => void {
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  };
  fit();
  // What stands around the area tells of its room, and its label of the letters.
  const observer = new ResizeObserver(fit);
  observer.observe(area.parentElement!);
  for (const label of area.labels) observer.observe(label);
  return () => observer.disconnect();
}

type CopyState = "idle" | "copied" | "failed";

function CopyButton({ read, refused }: { read: Read; refused: string }) {
  const [state, setState] = useState<CopyState>("idle");
  const live = useRef(true);
  useEffect(() => {
    live.current = true;
    return () => {
      live.current = false;
    };
  }, []);
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("idle"), 3000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    const next = await writeClipboard(read());
    if (live.current) setState(next);
  }

  return (
    <>
      <span className={styles.copy}>
        <Button onClick={() => void copy()}>
          {state === "copied" ? (
            <Check size={15} aria-hidden="true" />
          ) : (
            <Copy size={15} aria-hidden="true" />
          )}
          Copy
        </Button>
        <output className={styles.copied}>{state === "copied" ? "Copied" : null}</output>
      </span>
      <output className={styles.status}>{state === "failed" ? refused : null}</output>
    </>
  );
}

async function writeClipboard(text: string): Promise<CopyState> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "failed";
  }
}

function Spelling({ read, style }: { read: Read; style: SecretStyle }) {
  const signs = spellOut(read(), style);
  const lines = style === "words" ? [signs] : linesOf(signs);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <ol ref={list} className={styles.spelling} aria-label="Spelled out">
      {lines.map((line, index) => (
        <li key={index} className={styles.line}>
          {line.map((words, place) => (
            <SpelledSign key={`${place} ${words}`} words={words} />
          ))}
        </li>
      ))}
    </ol>
  );
}

/** One line per group, so that the voice rests where the eye does. */
function linesOf(signs: readonly string[]): string[][] {
  const lines: string[][] = [[]];
  for (const words of signs) {
    lines.at(-1)?.push(words);
    if (words === "hyphen") lines.push([]);
  }
  return lines;
}

function SpelledSign({ words }: { words: string }) {
  const [sign, ...rest] = words.split(" ");
  if (words === "hyphen") return <span className={styles.pause}>hyphen </span>;
  return (
    <span className={styles.sign}>
      <strong>{sign}</strong> {rest.join(" ")}{" "}
    </span>
  );
}
