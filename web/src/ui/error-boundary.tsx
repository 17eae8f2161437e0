import { Component, type ReactNode } from "react";
import { ProblemNotice, type ProblemWords } from "./problem-notice";

type ErrorBoundaryProps = {
  /** What is lost when this part breaks: "This tile could not be drawn". */
  title: string;
  /** When it changes, the part is tried anew. */
  resetKey?: unknown;
  children: ReactNode;
};

type State = { error: Error | null; resetKey: unknown };

export const errorWords = (error: unknown): ProblemWords =>
  error instanceof Error ? { details: error.stack ? { stack: error.stack } : undefined, ...error, message: error.message } : { message: String(error) };

/** Keeps a broken part from taking the page with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ProblemNotice title={this.props.title} problem={errorWords(this.state.error)} onRetry={() => { this.setState({ error: null }); }} className="m-4" />;
  }
}
