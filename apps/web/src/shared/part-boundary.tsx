import { Button } from "@latchkey/ui/button.tsx";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense } from "react";
import { problemText } from "./problem-text.ts";

type PartBoundaryProps = {
  /** What could not be loaded: "The history could not be loaded". */
  failureTitle: string;
  /** Skeletons of the right shape. */
  loading: ReactNode;
  /** What stands around the skeletons or the failure in place of the part, such as its card. */
  frame: (content: ReactNode) => ReactNode;
  children: ReactNode;
};

/** A part of a page that loads and fails by itself: the rest of the page stays, and Retry asks again. */
export function PartBoundary({ failureTitle, loading, frame, children }: PartBoundaryProps) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Catch title={failureTitle} frame={frame} onRetry={reset}>
          <Suspense fallback={frame(loading)}>{children}</Suspense>
        </Catch>
      )}
    </QueryErrorResetBoundary>
  );
}

type CatchProps = {
  title: string;
  frame: (content: ReactNode) => ReactNode;
  onRetry: () => void;
  children: ReactNode;
};

class Catch extends Component<CatchProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return this.props.frame(
      <EmptyState
        live="alert"
        title={this.props.title}
        action={
          <Button
            onClick={() => {
              this.props.onRetry();
              this.setState({ error: null });
            }}
          >
            Retry
          </Button>
        }
      >
        {problemText(this.state.error)}
      </EmptyState>,
    );
  }
}
