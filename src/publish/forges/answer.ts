import { parsePrincipal, type Forge } from '../../namespaces/principal.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import { ForgeError, forgeFailure } from './forge-failure.ts';

/** An object that a forge sent. Nothing in it is believed before it is read with one of these functions. */
export type Answer = Readonly<Record<string, unknown>>;

const MAX_TITLE = 500;
const MAX_TEXT = 65_536;

export function oddAnswer(reason: string): ForgeError {
  return new ForgeError(
    forgeFailure(
      'odd-answer',
      reason,
      "Check that the remote's address leads to the forge itself and not to a page in front of it",
    ),
  );
}

export function asAnswer(value: unknown): Answer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw oddAnswer('it sent no object where one belongs');
  return value as Answer;
}

export function asAnswers(value: unknown): readonly Answer[] {
  if (!Array.isArray(value)) throw oddAnswer('it sent no list where one belongs');
  return value.map(asAnswer);
}

/** Own properties only: an answer has no prototype that would mean anything. */
export function valueIn(answer: Answer, key: string): unknown {
  return Object.hasOwn(answer, key) ? answer[key] : undefined;
}

export function partIn(answer: Answer, key: string): Answer {
  const part = valueIn(answer, key);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) throw missing(key);
  return part as Answer;
}

/** @returns undefined where it is null or absent */
export function optionalPart(answer: Answer, key: string): Answer | undefined {
  const part = valueIn(answer, key);
  return part === undefined || part === null ? undefined : partIn(answer, key);
}

export function textIn(answer: Answer, key: string): string {
  const text = valueIn(answer, key);
  if (typeof text !== 'string') throw missing(key);
  return text;
}

/** An empty text where it is null or absent. */
export function optionalText(answer: Answer, key: string): string {
  const text = valueIn(answer, key);
  return text === undefined || text === null ? '' : textIn(answer, key);
}

export function numberIn(answer: Answer, key: string): number {
  const number = valueIn(answer, key);
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) throw missing(key);
  return number;
}

/** False where it is null or absent. */
export function flagIn(answer: Answer, key: string): boolean {
  return valueIn(answer, key) === true;
}

/** The full name of a commit, in lower case. */
export function commitIn(answer: Answer, key: string): string {
  const name = textIn(answer, key);
  if (!isCommitName(name)) throw missing(key);
  return name;
}

export function isCommitName(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** ISO 8601, UTC, whole seconds: forges send offsets and fractions as they like. */
export function timeIn(answer: Answer, key: string): string {
  const time = new Date(textIn(answer, key));
  if (Number.isNaN(time.getTime())) throw missing(key);
  return `${time.toISOString().slice(0, 19)}Z`;
}

const GHOST = 'ghost';

/**
 * The principal of an account. One that was deleted is what forges call a ghost, and so is one whose name no role can be given to:
 * whoever has such a name keeps nobody from reading what others ask for, and their word counts nowhere.
 */
export function accountIn(forge: Forge, answer: Answer | undefined, key: string): string {
  const name = answer === undefined ? GHOST : textIn(answer, key);
  return (parsePrincipal(`${forge}:${name}`) ?? { text: `${forge}:${GHOST}` }).text;
}

/** The principal that a token belongs to. */
export function ownAccountIn(forge: Forge, answer: Answer, key: string): string {
  const name = textIn(answer, key);
  const principal = parsePrincipal(`${forge}:${name}`);
  if (principal !== undefined) return principal.text;
  throw oddAnswer(`it named an account ${JSON.stringify(visibleText(name, 80))}, which cannot be one`);
}

/** One line of somebody's text, safe to be shown. */
export function shownLine(text: string): string {
  return visibleText(text.replaceAll(/\s+/g, ' ').trim(), MAX_TITLE);
}

/** Lines of somebody's text, safe to be shown. */
export function shownText(text: string): string {
  const lines = text.slice(0, MAX_TEXT).replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').split('\n');
  return lines.map((line) => visibleText(line)).join('\n');
}

function missing(key: string): ForgeError {
  return oddAnswer(`its answer has no usable ${JSON.stringify(visibleText(key, 80))}`);
}
