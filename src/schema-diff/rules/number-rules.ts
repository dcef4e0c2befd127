import { isArray, type JsonValue } from '../../model/json.ts';
import { rule } from './rule.ts';
import { show, went } from './show.ts';
import type { Told } from './rule-row.ts';

const minimum = ({ old, new: now }: Told): string => went('the minimum', old, now);
const maximum = ({ old, new: now }: Told): string => went('the maximum', old, now);
const steps = ({ old, new: now }: Told): string => went('the step (multipleOf)', old, now);

function range(ends: JsonValue | undefined): string {
  return isArray(ends) ? ends.map(show).join('..') : show(ends);
}

export const numberRules = {
  'minimum-raised': rule('minimum/exclusiveMinimum', 'Lower bound added or raised', '-+', 'breaking', {
    reason: 'Smaller numbers were accepted and are refused now.',
    instead: 'Raise the numbers in the data first, or keep the old bound.',
    message: minimum,
  }),
  'minimum-lowered': rule('minimum/exclusiveMinimum', 'Lower bound removed or lowered', '+-', 'non-breaking', {
    reason: 'Numbers are accepted now that are too small for the old version.',
    instead: 'Leave it as it is, unless readers count on the bound.',
    message: minimum,
  }),
  'maximum-lowered': rule('maximum/exclusiveMaximum', 'Upper bound added or lowered', '-+', 'breaking', {
    reason: 'Larger numbers were accepted and are refused now.',
    instead: 'Lower the numbers in the data first, or keep the old bound.',
    message: maximum,
  }),
  'maximum-raised': rule('maximum/exclusiveMaximum', 'Upper bound removed or raised', '+-', 'non-breaking', {
    reason: 'Numbers are accepted now that are too large for the old version.',
    instead: 'Leave it as it is, unless readers count on the bound.',
    message: maximum,
  }),
  'bound-made-exclusive': rule('exclusive*', 'Bound became exclusive', '-+', 'breaking', {
    reason: 'The bound itself was accepted and is refused now.',
    instead: 'Keep the bound inclusive, or move the values that equal it first.',
    message: ({ new: now }) => `the bound ${show(now)} itself is no longer accepted`,
  }),
  'bound-made-inclusive': rule('exclusive*', 'Bound became inclusive', '+-', 'non-breaking', {
    reason: 'The bound itself is accepted now, which the old version refuses.',
    instead: 'Leave it as it is, unless readers divide by the distance to the bound.',
    message: ({ new: now }) => `the bound ${show(now)} itself is accepted now`,
  }),
  'range-shifted': rule('min+max', 'Range moved, incomparable', '--', 'breaking', {
    reason: 'Each version accepts numbers at its own end of the range which the other refuses.',
    instead: 'Widen the range to hold both, and narrow it once the data has moved.',
    message: ({ old, new: now }) => `the range went from ${range(old)} to ${range(now)}`,
  }),
  'multiple-of-coarsened': rule('multipleOf', 'Step added or coarsened', '-+', 'breaking', {
    reason: 'Numbers between the new steps were accepted and are refused now.',
    instead: 'Round the numbers in the data first, or keep the old step.',
    message: steps,
  }),
  'multiple-of-refined': rule('multipleOf', 'Step removed or refined', '+-', 'non-breaking', {
    reason: 'Numbers between the old steps are accepted now.',
    instead: 'Leave it as it is, unless readers count on the step.',
    message: steps,
  }),
  'multiple-of-changed': rule('multipleOf', 'Step changed, incomparable', '--', 'breaking', {
    reason: 'Neither step is a multiple of the other, so that each version refuses numbers of the other.',
    instead: 'Choose a step that divides both.',
    message: steps,
  }),
};
