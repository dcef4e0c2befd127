import { unreachable } from '../model/unreachable.ts';
import type { Carrying } from './carrying.ts';
import type { Place } from './place.ts';
import { sharedLength } from './shared-length.ts';
import type { Step } from './step.ts';
import { add } from './steps/add.ts';
import { convert } from './steps/convert.ts';
import { head } from './steps/head.ts';
import { move } from './steps/move.ts';
import { remove } from './steps/remove.ts';
import { rename } from './steps/rename.ts';
import { wrap } from './steps/wrap.ts';

/** Makes one step wherever it applies. */
export function carryStep(step: Step, carrying: Carrying): void {
  if (carrying.exhausted) return;
  const places = Array.from(carrying.places([...step.scope, ...anchorOf(step)]));
  if (places.length > 0) carrying.deepen(step, levelsOf(step));
  for (const place of places) {
    if (carrying.exhausted) return;
    carryOne(place, step, carrying);
  }
  carrying.endPhase();
}

/** What a step is handed: the object around the entry that it names, for `move` around both. */
function anchorOf(step: Step): readonly string[] {
  if (step.op === 'move') return step.at.slice(0, sharedLength(step.at, step.to));
  return step.op === 'add' || step.op === 'remove' || step.op === 'rename' ? step.at.slice(0, -1) : step.at;
}

/** By how much a step may put a value deeper than it was. */
function levelsOf(step: Step): number {
  if (step.op === 'move') return Math.max(0, step.to.length - step.at.length);
  return step.op === 'wrap' ? 1 : 0;
}

function carryOne(place: Place, step: Step, carrying: Carrying): void {
  switch (step.op) {
    case 'add':
      return add(place, step, carrying);
    case 'remove':
      return remove(place, step, carrying);
    case 'rename':
      return rename(place, step, carrying);
    case 'move':
      return move(place, step, carrying);
    case 'convert':
      return convert(place, step, carrying);
    case 'wrap':
      return wrap(place, step, carrying);
    case 'head':
      return head(place, step, carrying);
    default:
      return unreachable(step);
  }
}
