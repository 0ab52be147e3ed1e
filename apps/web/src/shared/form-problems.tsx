import { ProblemError, type FieldError } from "@latchkey/contract/problem.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { ProblemSummary } from "@latchkey/ui/problem-summary.tsx";
import { useEffect, useId, useState, type ReactNode } from "react";
import type { z } from "zod";
import { problemText } from "./problem-text.ts";

type FormProblem = { sentence: string; fields: readonly { name: string; text: string }[] };

/** What a form shows of its problems. */
export type FormProblems = {
  /** The id, name and error of a field, to be spread into its component. */
  field(name: string): { id: string; name: string; error?: string[] };
  /** All problems in one place; nothing without problems. Stands at the top of the form. */
  summary: ReactNode;
  /** Shows why the server refused; fields by their JSON pointers (RFC 6901). Focuses the first wrong field. */
  show(error: unknown): void;
  /** Shows these sentences at these fields, by name. Focuses the first. */
  showFields(fields: Record<string, string>): void;
  /** Checks with the schema that the server uses, and shows what is wrong. True when nothing is. */
  check(schema: z.ZodType, values: unknown): boolean;
  /** Takes all problems away. */
  clear(): void;
};

/** The problems of one form: each once at its field and once in the summary. */
export function useFormProblems(): FormProblems {
  const form = useId();
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const idOf = (name: string) => `${form}-${name}`;

  const firstId = problem?.fields[0] && idOf(problem.fields[0].name);
  useEffect(() => {
    if (problem !== null && firstId) document.getElementById(firstId)?.focus();
  }, [problem, firstId]);

  function showFields(fields: FormProblem["fields"], sentence: string) {
    setProblem({ sentence, fields });
  }

  return {
    field(name) {
      const texts = problem?.fields.filter((field) => field.name === name).map(({ text }) => text) ?? [];
      return { id: idOf(name), name, ...(texts.length > 0 && { error: texts }) };
    },
    summary: problem && <Summary problem={problem} idOf={idOf} />,
    show: (error) => showFields(fieldsOf(error), problemText(error)),
    showFields: (fields) =>
      showFields(
        Object.entries(fields).map(([name, text]) => ({ name, text })),
        problemText(new ProblemError("invalid-fields")),
      ),
    check(schema, values) {
      const checked = schema.safeParse(values);
      if (checked.success) {
        setProblem(null);
        return true;
      }
      const fields = checked.error.issues.map(({ path, message }) => ({
        name: String(path[0]),
        text: message,
      }));
      showFields(fields, problemText(new ProblemError("invalid-fields")));
      return false;
    },
    clear: () => setProblem(null),
  };
}

function Summary({ problem, idOf }: { problem: FormProblem; idOf: (name: string) => string }) {
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
      problems={problem.fields.map(({ name, text }) => ({ fieldId: idOf(name), text }))}
    />
  );
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
