import { canonicalJson } from '../../model/canonical-json.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { EventType, RequestEvent } from './event.ts';

/**
 * In characters. A title is one line; words are shown on terminals and in pages, so control characters are no part of them. What is
 * published names every namespace that it reaches, of which there may be tens of thousands.
 */
export const wordLimits = { title: 256, namespace: 1025, words: 16_384, actor: 256, event: 4_194_304 } as const;

type Check = (value: JsonValue | undefined) => boolean;

const commit: Check = (value) => typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
const time: Check = (value) => typeof value === 'string' && isTime(value);
const words: Check = (value) => typeof value === 'string' && value.length <= wordLimits.words && isPlain(value, true);
const title: Check = (value) =>
  typeof value === 'string' && value.trim() !== '' && value.length <= wordLimits.title && isPlain(value, false);
/** As long as any path of a folder may be. */
const namespace: Check = (value) =>
  typeof value === 'string' && value !== '' && value.length <= wordLimits.namespace && isPlain(value, false);

const head: Readonly<Record<string, Check>> = {
  formatVersion: (value) => value === 1,
  request: (value) => typeof value === 'string' && isRequestId(value),
  position: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  type: (value) => typeof value === 'string' && Object.hasOwn(bodies, value),
  actor: (value) => typeof value === 'string' && isActor(value),
  at: time,
  base: commit,
};

const bodies: Readonly<Record<EventType, Readonly<Record<string, Check>>>> = {
  opened: {
    head: commit,
    title,
    description: words,
    draft: (value) => typeof value === 'boolean',
    restores: (value) => value === null || commit(value),
  },
  updated: { head: commit, title, description: words },
  reviewed: {
    head: commit,
    decision: (value) => value === 'approved' || value === 'rejected' || value === 'commented',
    comment: words,
  },
  scheduled: { publishAt: (value) => value === null || time(value) },
  published: { head: commit, commit, namespaces: (value) => isArray(value) && value.every((each) => namespace(each)) },
  closed: { comment: words },
  submitted: {},
  drafted: {},
  reopened: {},
};

/**
 * Reads an event as it is stored: the canonical JSON (RFC 8785) of exactly the members of its type, and a line end. One
 * event has one text, so that nothing can be hidden in it.
 * @returns the event, or what is wrong with the text
 */
export function readEvent(text: string): RequestEvent | { readonly reason: string } {
  if (text.length > wordLimits.event) return { reason: `it is longer than ${wordLimits.event} characters` };
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return { reason: 'it is not JSON' };
  }
  if (!isObject(value)) return { reason: 'it is not a JSON object' };
  const wrong = wrongMember(value);
  if (wrong !== undefined) return { reason: wrong };
  if (!isSorted(value) || `${canonicalJson(value, true)}\n` !== text) return { reason: 'it is not written canonically' };
  return value as unknown as RequestEvent;
}

/** Members come from a text in its order, and none of an event's has members of its own. */
function isSorted(value: JsonObject): boolean {
  const names = Object.keys(value);
  return names.every((name, i) => i === 0 || (names[i - 1] as string) < name);
}

export function writeEvent(event: RequestEvent): string {
  return `${canonicalJson(event as unknown as JsonObject)}\n`;
}

function wrongMember(value: JsonObject): string | undefined {
  for (const [name, isRight] of Object.entries(head)) {
    if (!isRight(Object.hasOwn(value, name) ? value[name] : undefined)) return `its "${name}" is missing or wrong`;
  }
  const body = bodies[value['type'] as EventType];
  for (const [name, isRight] of Object.entries(body)) {
    if (!isRight(Object.hasOwn(value, name) ? value[name] : undefined)) return `its "${name}" is missing or wrong`;
  }
  const known = Object.keys(value).every((name) => Object.hasOwn(head, name) || Object.hasOwn(body, name));
  return known ? undefined : `it has members that a "${value['type'] as string}" event does not have`;
}

/** A whole number from 1 on, as it stands in the name of a ref. */
export function isRequestId(text: string): boolean {
  return /^[1-9]\d{0,8}$/.test(text);
}

/** What a server may call a user: no white space, nothing invisible. */
export function isActor(text: string): boolean {
  return text.length <= wordLimits.actor && /^[^\s\p{C}]+$/u.test(text);
}

function isTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text.replace('Z', '.000Z');
}

/** No control characters, no lone surrogates, and nothing that turns the direction of text around. */
function isPlain(text: string, lines: boolean): boolean {
  return !/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(lines ? text.replaceAll(/[\n\t]/g, '') : text);
}
