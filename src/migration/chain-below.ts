import { covers, stepBelow } from './step-below.ts';
import type { Chain, Path, Step } from './step.ts';

/**
 * The steps of a chain as they concern the value at a place alone: what a fragment needs that an app refers to there.
 * A step that also concerns something outside of that value is left out.
 *
 * @param path as the chain finds it; `null` for any element or member
 */
export function chainBelow(chain: Chain, path: Path): Chain {
  const below: Step[] = [];
  let at: Path | undefined = path;
  for (const step of chain) {
    const inner = at && stepBelow(step, at);
    if (inner !== undefined) below.push(inner);
    else at = at && carried(at, step);
  }
  return below;
}

/** Where the value itself is after a step that concerns it from outside. */
function carried(path: Path, step: Step): Path | undefined {
  const place: Path = [...step.scope, ...step.at];
  if (!covers(place, path)) return path;
  const rest = path.slice(place.length);
  if (step.op === 'remove') return undefined;
  if (step.op === 'rename') return [...path.slice(0, place.length - 1), step.to, ...rest];
  if (step.op === 'move') return [...path.slice(0, step.scope.length), ...step.to, ...rest];
  return path;
}
