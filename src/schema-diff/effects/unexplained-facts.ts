import { isObject } from '../../model/json.ts';
import type { Change, Judgement } from '../change.ts';
import type { CompareMode } from '../comparison.ts';
import { found, seenSchema, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import type { Direction } from '../walk/comparing.ts';
import type { ContainmentAnswer } from '../walk/containment-port.ts';

interface Told {
  readonly mode: CompareMode;
  /** The whole document. */
  readonly place: Place;
  readonly told: readonly Change[];
  readonly answers: Readonly<Record<Direction, ContainmentAnswer>>;
}

const combinators = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems'];

/** A break that was proved and that no change speaks of must not go unmentioned; nor may an `unknown` that decides the verdict. */
export function unexplainedFacts({ mode, place, told, answers }: Told): Found[] {
  const backward = unexplained('backward', answers.backward, told, mode);
  const forward = unexplained('forward', answers.forward, told, mode);
  if (backward === undefined && forward === undefined) return [];
  const effect = { backward: backward ?? 'safe', forward: forward ?? 'safe' } as const;
  const seen = [seenSchema(place.old, place.old.starts[0]), seenSchema(place.new, place.new.starts[0])] as const;
  const isBreak = backward === 'breaks' || forward === 'breaks';
  if (isBreak && usesCombinators(place)) return [found(place, 'combinator-rewritten', ...seen, effect)];
  const note = isBreak ? 'the versions accept different documents, and no single change accounts for it' : reasonOf(answers);
  return [found(place, 'analysis-incomplete', ...seen, { ...effect, note })];
}

function unexplained(
  direction: Direction,
  { answer }: ContainmentAnswer,
  told: readonly Change[],
  mode: CompareMode,
): Judgement | undefined {
  if (answer === 'yes') return undefined;
  if (told.some((each) => each[direction] === 'breaks')) return undefined;
  if (answer === 'no') return 'breaks';
  const isAsked = mode === direction || mode === 'full';
  return isAsked && told.every((each) => each[direction] === 'safe') ? 'unknown' : undefined;
}

function reasonOf({ backward, forward }: Told['answers']): string {
  const [first] = [backward, forward].flatMap((each) => (each.answer === 'unknown' ? [each.reason] : []));
  return `it could not be proved that the same documents are accepted${first === undefined ? '' : `: ${first}`}`;
}

function usesCombinators({ old, new: now }: Place): boolean {
  return [old, now].some((side) =>
    side.conjuncts.some(({ schema }) => isObject(schema) && combinators.some((each) => Object.hasOwn(schema, each))),
  );
}
