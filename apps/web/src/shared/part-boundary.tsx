import { Button } from "@latchkey/ui/button.tsx";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense } from "react";
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
        <Catch title={failureTitle} subject={subject} onRetry={reset}>
          <Suspense fallback={loading}>{children}</Suspense>
        </Catch>
      )}
    </QueryErrorResetBoundary>
  );
}

type CatchProps = {
  title: string;
  subject: string | undefined;
  onRetry: () => void;
  children: ReactNode;
};

class Catch extends Component<CatchProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: CatchProps) {
    if (before.subject !== this.props.subject && this.state.error !== null) this.retry();
  }

  retry() {
    this.props.onRetry();
    this.setState({ error: null });
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Failure title={this.props.title} error={this.state.error} onRetry={() => this.retry()} />;
  }
}

function Failure({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  const say = useMessages();
  const problemText = useProblemText();
  return (
    <EmptyState live="alert" title={title} action={<Button onClick={onRetry}>{say("retry")}</Button>}>
      {problemText(error)}
    </EmptyState>
  );
}
