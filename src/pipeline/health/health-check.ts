/** `note`: good to know, nothing to do now. `problem`: something does not work until somebody sees to it. */
export type HealthStatus = 'ok' | 'note' | 'problem';

/** What was found about one thing, in words. */
export interface HealthCheck {
  readonly name: string;
  readonly status: HealthStatus;
  readonly message: string;
  /** Starts with a verb. */
  readonly hint?: string | undefined;
}
