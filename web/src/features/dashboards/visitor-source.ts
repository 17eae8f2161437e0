import type { ResultsSource } from "./results-source";

/** A dashboard as visitors ask for it, who know nothing of its datasets. */
export const visitorSource = (address: string, send: ResultsSource["send"]): ResultsSource => ({ address, send });
