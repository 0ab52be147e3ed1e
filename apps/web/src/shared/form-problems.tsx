import { ProblemError, type FieldError } from "@latchkey/contract/problem.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { ProblemSummary, type FieldProblem } from "@latchkey/ui/problem-summary.tsx";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { z } from "zod";
import { useMessages, useSpeech } from "../languages/use-messages.ts";
import { isProblem, retryAtOf } from "./problem-type.ts";
import { useSecondsUntil } from "./server-clock.ts";
import { useProblemText } from "./use-problem-text.ts";

type FormProblem = {
  sentence: string;
  fields: readonly { name: string; text: string }[];
  /** From when on the server looks at another attempt. */
  retryAt?: string | undefined;
};

/** What a form shows of its problems. */
export type FormProblems = {
  /** The id, name and error of a field, to be spread into its component, and the ref by which it gets the focus. */
  field(name: string): {
    id: string;
    name: string;
    ref: (control: HTMLElement | null) => void;
    error?: string[];
  };
  /** All problems in one place; nothing without problems. Stands at the top of the form. */
  summary: ReactNode;
  /** Shows why the server refused; fields by their JSON pointers (RFC 6901). Focuses the first wrong field. */
  show(error: unknown): void;
  /** Shows these sentences at these fields, by name, and focuses the first. True when there are none. */
  showFields(fields: Record<string, string>): boolean;
  /** Checks with the schema that the server uses; shows what is wrong, with what else is. True when nothing is. */
  check(schema: z.ZodType, values: unknown, alsoWrong?: Record<string, string>): boolean;
  /** Takes the problem of one field away, as when it is changed; without a name all problems. */
  clear(name?: string): void;
  /** How many seconds the button that sends the form has to wait after too many attempts; 0 when it need not. */
  wait: number;
};

/** The problems of one form: each once at its field and once in the summary. */
export function useFormProblems(): FormProblems {
  const form = useId();
  const say = useMessages();
  const problemText = useProblemText();
  const sentenceOf = useFieldSentence();
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const seconds = useSecondsUntil(problem?.retryAt ?? null);
  const idOf = (name: string) => `${form}-${name}`;

  const controls = useRef(new Map<string, HTMLElement>());
  const fieldOf = (name: string) => ({ id: idOf(name), focus: () => controls.current.get(name)?.focus() });
  const focusFirst = useRef(false);
  useEffect(() => {
    // A field whose neighbour is cleared while one types must keep the focus.
    if (!focusFirst.current || problem === null) return;
    focusFirst.current = false;
    const [first] = problem.fields;
    if (first !== undefined) controls.current.get(first.name)?.focus();
  }, [problem]);

  function showProblem(next: FormProblem | null) {
    focusFirst.current = true;
    setProblem(next);
  }

  function withFields(fields: FormProblem["fields"]): FormProblem | null {
    return fields.length === 0 ? null : { sentence: say("problem.invalid-fields"), fields };
  }

  function showFields(fields: FormProblem["fields"]): boolean {
    showProblem(withFields(fields));
    return fields.length === 0;
  }

  return {
    field(name) {
      const texts = problem?.fields.filter((field) => field.name === name).map(({ text }) => text) ?? [];
      return {
        id: idOf(name),
        name,
        ref(control) {
          if (control === null) controls.current.delete(name);
          else controls.current.set(name, control);
        },
        ...(texts.length > 0 && { error: texts }),
      };
    },
    summary:
      problem &&
      (problem.retryAt && seconds === 0 ? <WaitIsOver /> : <Summary problem={problem} fieldOf={fieldOf} />),
    show(error) {
      // The window that asks to sign in says so already.
      if (isProblem(error, "not-signed-in")) setProblem(null);
      else
        showProblem({
          sentence: problemText(error),
          fields: fieldsOf(error).map(({ name, text }) => ({ name, text: sentenceOf(text) })),
          retryAt: retryAtOf(error) ?? undefined,
        });
    },
    showFields: (fields) => showFields(entriesOf(fields)),
    check(schema, values, alsoWrong = {}) {
      const issues = schema.safeParse(values).error?.issues ?? [];
      return showFields([
        ...issues.map(({ path, message }) => ({ name: String(path[0]), text: sentenceOf(message) })),
        ...entriesOf(alsoWrong),
      ]);
    },
    clear(name) {
      if (name === undefined) return setProblem(null);
      if (!problem?.fields.some((field) => field.name === name)) return;
      setProblem(withFields(problem.fields.filter((field) => field.name !== name)));
    },
    wait: seconds,
  };
}

/** The contract tells what is wrong with a field in English; a page in another language says only where it is. */
function useFieldSentence(): (message: string) => string {
  const { language, say } = useSpeech();
  return (message) => (language === "en" ? message : say("checkField"));
}

function entriesOf(fields: Record<string, string>): FormProblem["fields"] {
  return Object.entries(fields).map(([name, text]) => ({ name, text }));
}

type SummaryProps = {
  problem: FormProblem;
  fieldOf: (name: string) => NonNullable<FieldProblem["field"]>;
};

function Summary({ problem, fieldOf }: SummaryProps) {
  if (problem.fields.length === 0) {
    return (
      <Banner tone="bad" live="alert">
        {problem.sentence}
      </Banner>
    );
  }
  return (
    <ProblemSummary
      title={problem.sentence}
      problems={problem.fields.map(({ name, text }) => ({ field: fieldOf(name), text }))}
    />
  );
}

function WaitIsOver() {
  return <Banner live="status">{useMessages()("tryAgainNow")}</Banner>;
}

function fieldsOf(error: unknown): FormProblem["fields"] {
  if (!(error instanceof ProblemError)) return [];
  const errors: readonly FieldError[] = error.problem.errors ?? [];
  return errors.map(({ pointer, message }) => ({ name: fieldAt(pointer), text: message }));
}

/** The field that a JSON pointer leads into: `/teams/0` is about `teams`. */
function fieldAt(pointer: string): string {
  return (pointer.split("/")[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
}
