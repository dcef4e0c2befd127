import type { Carrying } from '../carrying.ts';
import { convertScalar } from '../convert-scalar.ts';
import type { Place } from '../place.ts';
import type { StepOf } from '../step.ts';

/** Gives a single value another form. What is unset stays unset. */
export function convert(place: Place, step: StepOf<'convert'>, carrying: Carrying): void {
  const { node } = place;
  if (place.kind === 'unset') return;
  if (place.kind === 'reference') return carrying.leavesTo(place);
  const { scalar } = node;
  if (scalar === undefined)
    return carrying.doesNotFit(step, node, `it is ${node.isArray ? 'an array' : 'an object'}, and single values are converted`);
  const converted = convertScalar(scalar, step.conversion, step.lossy);
  if ('value' in converted) {
    if (converted.value === scalar) return;
    carrying.rewrite({ op: 'replace', path: node.path, value: converted.value });
    node.setScalar(converted.value);
  } else if (converted.fits) carrying.notExact(step, node, converted.reason);
  else carrying.doesNotFit(step, node, converted.reason);
}
