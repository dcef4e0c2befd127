import { carryPointer, startsWith } from './carry-pointer.ts';
import type { Chain, Path, Step } from './step.ts';

/** What becomes of a place that a rule or a lock names, with `*` for any one segment. */
export interface CarriedPlace {
  /** The same list where no step leads it elsewhere, or one takes it away: then it means nothing any more. */
  readonly tokens: readonly string[];
  /** Where parts of it are that were moved out of it. */
  readonly escaped: readonly (readonly string[])[];
}

export function carryPlace(place: readonly string[], chain: Chain): CarriedPlace {
  let tokens: readonly string[] | undefined = place;
  let escaped: (readonly string[])[] = [];
  for (const step of chain) {
    escaped = escaped.map((each) => carryPointer(each, [step]).tokens ?? []).filter((each) => each.length > 0);
    const out = tokens && escapeOf(tokens, step);
    if (out !== undefined) escaped.push(out);
    tokens = tokens && carryPointer(tokens, [step]).tokens;
  }
  return { tokens: tokens ?? place, escaped };
}

function escapeOf(tokens: readonly string[], step: Step): readonly string[] | undefined {
  if (step.op !== 'move') return undefined;
  const from: Path = [...step.scope, ...step.at];
  const to: Path = [...step.scope, ...step.to];
  const isWithin = (path: Path): boolean =>
    path.length > tokens.length && tokens.every((token, i) => token === '*' || path[i] === null || path[i] === token);
  if (!isWithin(from) || isWithin(to) || startsWith(tokens, to)) return undefined;
  return to.map((token) => token ?? '*');
}
