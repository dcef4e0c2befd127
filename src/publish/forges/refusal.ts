import { visibleText } from '../../diagnostics/visible-text.ts';
import type { ForgeFailure, ForgeFailureKind } from './forge-failure.ts';
import { askedDelay, longestWait } from './retry-delay.ts';

/** An answer with a status of 400 or above, as far as it was read. */
export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const MAX_SAID = 300;

/** @param token is cut out of what the forge says, as some servers send back what they got */
export function refusal({ status, headers, body }: RefusedAnswer, token: string, now: number): ForgeFailure {
  const text = spellings(token).reduce((said, each) => said.replaceAll(each, '***'), saidIn(body));
  const kind = kindOf(status, headers, text);
  const retryAfter = askedDelay(headers, now) ?? (isSecondary(text) ? longestWait : undefined);
  const reason = text === '' ? `it answered ${status}` : `it answered ${status}, ${visibleText(text, MAX_SAID)}`;
  return { kind, reason, hint: hintFor(kind, retryAfter, now), status, retryAfter };
}

/** A token as it is, and in base64, in which its letters depend on where it begins, and the last one on what follows. */
function spellings(token: string): readonly string[] {
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.from(`${' '.repeat(before)}${token}`).toString('base64');
    return text.slice(Math.ceil((before * 8) / 6), text.includes('=') ? text.indexOf('=') - 1 : undefined);
  });
  return [token, ...encoded.filter(({ length }) => length >= 8)];
}

function kindOf(status: number, headers: Headers, text: string): ForgeFailureKind {
  if (status === 429 || (status === 403 && isRateLimit(headers, text))) return 'rate-limited';
  if (status >= 500) return 'unavailable';
  return byStatus.get(status) ?? 'refused';
}

const byStatus: ReadonlyMap<number, ForgeFailureKind> = new Map([
  [401, 'unauthorised'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'not-mergeable'],
  [408, 'unavailable'],
  [409, 'conflict'],
  [410, 'not-found'],
]);

/** GitHub answers 403 for rates too, and tells them from missing rights by these. */
function isRateLimit(headers: Headers, text: string): boolean {
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(text);
}

/** GitHub's limit of how much at once, which may come without a time: whoever asks again within a minute is kept out for longer. */
function isSecondary(text: string): boolean {
  return /secondary rate limit/i.test(text);
}

function hintFor(kind: ForgeFailureKind, retryAfter: number | undefined, now: number): string {
  if (kind !== 'rate-limited') return hints[kind] ?? 'Correct what the forge names, and run the command again';
  if (retryAfter === undefined || retryAfter <= longestWait) return 'Wait a minute, and run the command again';
  const at = Math.min(now + retryAfter, 8.64e15);
  return `Run the command again after ${new Date(at).toISOString().slice(0, 19)}Z`;
}

const hints: Readonly<Partial<Record<ForgeFailureKind, string>>> = {
  unauthorised: 'Give a token that is valid: it may have expired, or be one of another forge',
  forbidden: 'Give a token of somebody who may do this, with the scopes that docs/forges.md lists',
  'not-found':
    "Check the remote's address, and that the token may read the project: forges answer so for projects it may not see",
  'not-mergeable': 'Look at the request on the forge: approvals or checks that its rules ask for are missing',
  conflict: 'Update the branch of the request from the protected branch, and run the command again',
  unavailable: 'Run the command again later: what was done already is found again',
};

/** The words of a refusal, wherever the forge has put them. */
function saidIn(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return /^\s*</.test(body) ? '' : body.slice(0, MAX_SAID);
  }
  if (typeof value !== 'object' || value === null) return '';
  const { message, error, errors } = value as { message?: unknown; error?: unknown; errors?: unknown };
  return [...words(message), ...words(error), ...words(errors)].slice(0, 5).join('; ');
}

/** Texts in texts, lists and objects of lists (`{base: ["is too long"]}`), which GitLab sends. */
function words(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 2) return [];
  const { message, code, field } = value as { message?: unknown; code?: unknown; field?: unknown };
  if (typeof message === 'string') return [message];
  if (typeof code === 'string') return [typeof field === 'string' ? `${field}: ${code}` : code];
  return Object.values(value)
    .slice(0, 5)
    .flatMap((each) => words(each, depth + 1));
}
