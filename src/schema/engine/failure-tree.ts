import type { ErrorObject } from 'ajv';
import { isArray, isObject, member, type JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { ExplainShape, Mark } from '../lowering/explain-shape.ts';
import type { Place } from '../lowering/place.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { describeFailure } from './describe-failure.ts';
import type { MarkedFailure, Stretch } from './run-context.ts';

export type Reported = ErrorObject & MarkedFailure;

export interface FailureInput {
  readonly errors: readonly ErrorObject[];
  readonly shape: ExplainShape;
  /** Whether the value at a pointer is a secret or holds one. */
  readonly isSecret: (pointer: Pointer) => boolean;
  readonly environment: string | undefined;
  readonly secretSchemes: readonly string[];
}

interface Level {
  readonly own: Reported[];
  /** Failures inside branches, by what branches and where: one list per branch. */
  readonly branches: Map<Place, Map<string, Reported[][]>>;
}

/** Puts the flat list that the validator reports into the order of the schema: branches below what branches. */
export function failureTree(input: FailureInput): SchemaFailure[] {
  // Units that were only asked for a verdict leave empty objects behind.
  const reported = (input.errors as readonly Reported[]).filter(({ keyword }) => (keyword as string | undefined) !== undefined);
  return levelOf(reported, 0, input);
}

function markOf(stretch: Stretch, { shape }: FailureInput): Mark {
  return shape.marks[stretch.mark] as Mark;
}

/** @param depth how many branches all of the failures are in */
function levelOf(errors: readonly Reported[], depth: number, input: FailureInput): SchemaFailure[] {
  const level: Level = { own: [], branches: new Map() };
  for (const error of errors) sortIn(level, error, depth, input);
  const told = new Set<Stretch>();
  return level.own.flatMap((error) => {
    const message = messageOf(error, input);
    if (message !== undefined && told.has(message.stretch)) return [];
    if (message !== undefined) told.add(message.stretch);
    const branches = branchesOf(error, level, input)?.map((branch) => levelOf(branch, depth + 1, input));
    return [describeFailure(error, { ...input, message: message?.text, branches })];
  });
}

function sortIn({ own, branches }: Level, error: Reported, depth: number, input: FailureInput): void {
  const stretch = error.stretches?.filter((each) => markOf(each, input).kind === 'branch')[depth];
  const mark = stretch && markOf(stretch, input);
  if (stretch === undefined || mark?.kind !== 'branch') {
    own.push(error);
    return;
  }
  const byPlace = branches.get(mark.owner) ?? new Map<string, Reported[][]>();
  branches.set(mark.owner, byPlace);
  const key = `${mark.keyword} ${stretch.pointer}`;
  const lists = byPlace.get(key) ?? [];
  byPlace.set(key, lists);
  (lists[mark.index] ??= []).push(error);
}

/** A list per branch, empty for a branch that accepted the value; undefined for what does not branch. */
function branchesOf(error: Reported, { branches }: Level, { shape }: FailureInput): Reported[][] | undefined {
  if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') return undefined;
  const place = shape.origins.get(error.parentSchema as object);
  const written = place !== undefined && isObject(place.value) ? member(place.value, error.keyword) : undefined;
  const lists = place && branches.get(place)?.get(`${error.keyword} ${error.instancePath}`);
  return isArray(written) ? (written as JsonValue[]).map((_, i) => lists?.[i] ?? []) : undefined;
}

/** The message of the innermost schema around a failure that judges the same value. */
function messageOf(error: Reported, input: FailureInput): { readonly text: string; readonly stretch: Stretch } | undefined {
  for (const stretch of error.stretches?.toReversed() ?? []) {
    const mark = markOf(stretch, input);
    if (mark.kind === 'message' && stretch.pointer === error.instancePath) return { text: mark.text, stretch };
  }
  return undefined;
}
