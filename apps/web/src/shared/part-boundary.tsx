import { Button } from "@latchkey/ui/button.tsx";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { type ReactNode, Suspense } from "react";
import { ErrorBoundary, useErrorBoundary } from "react-error-boundary";
import { useMessages } from "../languages/use-messages.ts";
import { useProblemText } from "./use-problem-text.ts";

type PartBoundaryProps = {
  /** What could not be loaded: "The history could not be loaded". */
  failureTitle: string;
  /** Skeletons of the right shape. */
  loading: ReactNode;
  /** What the part is about; a failure of another subject is forgotten. */
  subject?: string;
  children: ReactNode;
};

/** A part of a page that loads and fails by itself: the rest of the page stays, and Retry asks again. */
export function PartBoundary({ failureTitle, loading, subject, children }: PartBoundaryProps) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary resetKeys={[subject]} onReset={reset} fallback={<Failure title={failureTitle} />}>
          <Suspense fallback={loading}>{children}</Suspense>
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}

function Failure({ title }: { title: string }) {
  const { error, resetBoundary } = useErrorBoundary();
  const say = useMessages();
  const problemText = useProblemText();
  return (
    <EmptyState live="alert" title={title} action={<Button onClick={resetBoundary}>{say("retry")}</Button>}>
      {problemText(error)}
    </EmptyState>
  );
}
