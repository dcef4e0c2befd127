export type ForgeFailureKind =
  | 'unknown-forge'
  | 'unsafe-remote'
  | 'no-token'
  | 'unauthorised'
  | 'forbidden'
  | 'rate-limited'
  | 'not-found'
  | 'moved'
  | 'head-moved'
  | 'not-mergeable'
  | 'conflict'
  | 'refused'
  | 'unavailable'
  | 'no-answer'
  | 'odd-answer';

/** Why a forge did not do what it was asked, and what to do about it. */
export interface ForgeFailure {
  readonly kind: ForgeFailureKind;
  /** Goes on after a colon; one line, without hidden characters, without the token. */
  readonly reason: string;
  /** Starts with a verb. */
  readonly hint: string;
  /** Of the answer, where there was one. */
  readonly status?: number | undefined;
  /** Milliseconds to wait before asking again, where the forge said so. */
  readonly retryAfter?: number | undefined;
}

export function forgeFailure(kind: ForgeFailureKind, reason: string, hint: string): ForgeFailure {
  return { kind, reason, hint };
}

export function isForgeFailure(value: unknown): value is ForgeFailure {
  return typeof value === 'object' && value !== null && 'kind' in value && 'reason' in value && 'hint' in value;
}

const ofOne: ReadonlySet<ForgeFailureKind> = new Set(['refused', 'odd-answer', 'not-found']);

/** Whether it may be the fault of what was asked about, and not of the way to the forge. */
export function isOfOne({ kind }: ForgeFailure): boolean {
  return ofOne.has(kind);
}

/** Carries a failure through a client library. Never leaves this room: the port returns what it carries. */
export class ForgeError extends Error {
  readonly failure: ForgeFailure;

  constructor(failure: ForgeFailure) {
    super(failure.reason);
    this.name = 'ForgeError';
    this.failure = failure;
  }
}

/** The failure that an error carries, also one that a client library wrapped. */
export function failureIn(error: unknown): ForgeFailure | undefined {
  let each = error;
  for (let depth = 0; depth < 5 && each instanceof Error; depth += 1) {
    if (each instanceof ForgeError) return each.failure;
    each = each.cause;
  }
  return undefined;
}

/** What a call gives, or something else where the forge answered with one of these statuses. */
export async function unlessStatus<T, U>(statuses: readonly number[], call: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await call;
  } catch (error) {
    const status = failureIn(error)?.status;
    if (status !== undefined && statuses.includes(status)) return otherwise;
    throw error;
  }
}
