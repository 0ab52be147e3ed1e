import {
  acceptCompletion,
  autocompletion,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { Compartment, EditorState, Prec, type Extension, type Text } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
} from "@codemirror/view";
import type { LintFinding, Placeholder } from "@latchkey/contract/templates.ts";
import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from "react";
import { cspNonce } from "../shared/csp-nonce.ts";
import type { FieldHandle } from "./field-handle.ts";
import {
  completedPlaceholder,
  matchingPlaceholders,
  openPlaceholder,
  type PlaceholderPart,
} from "./placeholder-completion.ts";
import { fieldTheme } from "./liquid-field-theme.ts";
import styles from "./liquid-field.module.css";

type LiquidFieldProps = {
  label: string;
  /** The label stands elsewhere; this one is for screen readers only. */
  hideLabel?: boolean;
  hint?: ReactNode;
  value: string;
  onValueChange: (value: string) => void;
  /** `line`: a subject; `text`: plain text of many lines; `html`: the source, with its colours and line numbers. */
  form: "line" | "text" | "html";
  placeholders: readonly Placeholder[];
  /** What lint found in this part. */
  findings: readonly LintFinding[];
  direction: "ltr" | "rtl";
  readOnly?: boolean;
  ref?: Ref<FieldHandle>;
};

/** A text with Liquid: placeholders stand out and are completed after `{{`, and what lint found is underlined. */
export function LiquidField({
  label,
  hideLabel = false,
  hint,
  value,
  onValueChange,
  form,
  placeholders,
  findings,
  direction,
  readOnly = false,
  ref,
}: LiquidFieldProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ value, onValueChange, placeholders });
  useLayoutEffect(() => {
    latest.current = { value, onValueChange, placeholders };
  });
  const isWrong = findings.some(({ level }) => level === "error");
  const attributes = {
    "aria-labelledby": `${id}-label`,
    ...(hint ? { "aria-describedby": `${id}-hint` } : {}),
    ...(isWrong ? { "aria-invalid": "true" } : {}),
    ...(readOnly ? { "aria-readonly": "true" } : {}),
    ...(form === "line" ? { "aria-multiline": "false" } : {}),
  };
  const settings = [
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(!readOnly),
    EditorView.editorAttributes.of({ dir: direction }),
    // What can't be edited must still be reachable and scrollable by keyboard.
    EditorView.contentAttributes.of(readOnly ? { ...attributes, tabindex: "0" } : attributes),
  ];
  const settingsKey = JSON.stringify([attributes, readOnly, direction]);
  // Parts of the editor that change while it stays.
  const findingsKey = JSON.stringify(findings);
  const [slots] = useState(() => ({ settings: new Compartment(), language: new Compartment() }));

  useEffect(() => {
    if (box.current === null) return;
    const created = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          cspNonce === undefined ? [] : EditorView.cspNonce.of(cspNonce),
          slots.settings.of([]),
          slots.language.of([]),
          form === "line" ? oneLine : [],
          form === "html" ? [lineNumbers(), lintGutter()] : [],
          fieldTheme,
          liquidChips,
          highlightSpecialChars(),
          history(),
          autocompletion({
            override: [
              completePlaceholder(() => latest.current.placeholders, form === "line" ? "line" : "body"),
            ],
            icons: false,
            // What is in sight can be taken at once.
            interactionDelay: 0,
            optionClass: () => "placeholder-option",
          }),
          Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          typeOverSelection,
          EditorView.lineWrapping,
          EditorView.perLineTextDirection.of(true),
          EditorView.updateListener.of(({ docChanged, state }) => {
            const text = state.doc.toString();
            if (docChanged && text !== latest.current.value) latest.current.onValueChange(text);
          }),
        ],
      }),
    });
    view.current = created;
    let isOpen = true;
    if (form === "html") {
      // Without its colours a source can be written all the same.
      import("./liquid-language.ts").then(
        ({ liquidLanguage }) => {
          if (isOpen) created.dispatch({ effects: slots.language.reconfigure(liquidLanguage) });
        },
        () => null,
      );
    }
    return () => {
      isOpen = false;
      created.destroy();
      view.current = null;
    };
  }, [form, slots]);

  useEffect(() => {
    view.current?.dispatch({ effects: slots.settings.reconfigure(settings) });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key says all that the settings hold
  }, [settingsKey, form, slots]);

  useEffect(() => {
    const open = view.current;
    if (open === null || open.state.doc.toString() === value) return;
    open.dispatch({ changes: { from: 0, to: open.state.doc.length, insert: value } });
  }, [value, form]);

  useEffect(() => {
    const open = view.current;
    if (open === null) return;
    // Only what was found anew: what was found before moves with the words around it.
    const found = JSON.parse(findingsKey) as LintFinding[];
    open.dispatch(setDiagnostics(open.state, diagnosticsOf(open.state.doc, found)));
  }, [findingsKey, form]);

  useImperativeHandle(ref, () => ({
    focus(place) {
      const open = view.current;
      if (open === null) return;
      open.focus();
      if (place === undefined) return;
      open.dispatch({ selection: { anchor: offsetOf(open.state.doc, place) }, scrollIntoView: true });
    },
    insert(text) {
      const open = view.current;
      if (open === null || readOnly) return;
      open.dispatch(open.state.replaceSelection(text));
      open.focus();
    },
    target: () => view.current?.contentDOM ?? null,
  }));

  return (
    <div className={styles.field}>
      {/* oxlint-disable-next-line -- it only forwards a pointer to its field, which keyboards reach by themselves */}
      <span
        id={`${id}-label`}
        className={hideLabel ? styles.hidden : styles.label}
        onClick={() => view.current?.focus()}
      >
        {label}
      </span>
      <div ref={box} className={styles.box} data-form={form} data-wrong={isWrong || undefined} />
      {hint ? (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}

/** Nothing makes a second line: what is pasted or dropped becomes one. */
const oneLine: Extension = [
  Prec.highest(keymap.of([{ key: "Enter", run: (view) => acceptCompletion(view) || true }])),
  EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*\n\s*/g, " ")),
  EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction)),
];

/** Browsers would keep the look of the words that are typed over, as inline styles, which the content policy forbids. */
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType } = event;
    if (inputType !== "insertText" || !data || view.composing || view.state.selection.main.empty)
      return false;
    if (view.state.readOnly) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

const chips = new MatchDecorator({
  regexp: /\{\{.*?\}\}|\{%.*?%\}/g,
  decoration: ([code]) => Decoration.mark({ class: code.startsWith("{{") ? "cm-value" : "cm-tag" }),
});

const liquidChips = ViewPlugin.define<{ marks: DecorationSet; update: (update: never) => void }>(
  (view) => {
    const plugin = {
      marks: chips.createDeco(view),
      update(update: Parameters<typeof chips.updateDeco>[0]) {
        plugin.marks = chips.updateDeco(update, plugin.marks);
      },
    };
    return plugin;
  },
  { decorations: ({ marks }) => marks },
);

function completePlaceholder(
  placeholders: () => readonly Placeholder[],
  part: PlaceholderPart,
): (context: CompletionContext) => CompletionResult | null {
  return function complete({ state, pos }) {
    const before = state.sliceDoc(Math.max(0, pos - 200), pos);
    const open = openPlaceholder(before);
    if (open === null) return null;
    const from = pos - before.length + open.from;
    return {
      from,
      filter: false,
      // At once, so that Enter never meets a list of what was typed before.
      update: (_current, _from, _to, context) => complete(context),
      options: matchingPlaceholders(placeholders(), part, open).map(({ name, description }) => ({
        label: name,
        detail: description,
        apply(view, _completion, _from, to) {
          const after = view.state.sliceDoc(to, to + 20);
          const { text, replacesAfter } = completedPlaceholder(name, open.kind, after);
          view.dispatch({
            changes: { from, to: to + replacesAfter, insert: text },
            selection: { anchor: from + text.length },
            userEvent: "input.complete",
          });
        },
      })),
    };
  };
}

function offsetOf(doc: Text, { line, column }: { line: number; column: number }): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + Math.max(column, 1) - 1, to);
}

function diagnosticsOf(doc: Text, findings: readonly LintFinding[]): Diagnostic[] {
  return findings.flatMap(({ line, column, level, message }) => {
    if (line === null) return [];
    const from = offsetOf(doc, { line, column: column ?? 1 });
    const rest = doc.sliceString(from, Math.min(doc.length, from + 400));
    const [token = ""] = /^(?:\{\{[^}]*\}\}|\{%[^}]*\}|<[^>\n]*>?|[\w.]+|.)/.exec(rest) ?? [];
    return { from, to: from + token.length, severity: level, message };
  });
}
