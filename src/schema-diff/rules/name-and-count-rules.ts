import { rule } from './rule.ts';
import type { Told } from './rule-row.ts';
import { because, went } from './show.ts';

const fewest = ({ old, new: now }: Told): string => went('the smallest number of properties', old, now);
const most = ({ old, new: now }: Told): string => went('the largest number of properties', old, now);

export const nameAndCountRules = {
  'property-names-narrowed': rule('propertyNames', 'Property name rule added or tightened', '-+', 'breaking', {
    reason: 'Some names that documents could use are refused now.',
    instead: 'Rename the properties in the data first, or leave the old names allowed.',
    message: ({ details }) => because('names of properties are held to a tighter rule', details),
  }),
  'property-names-widened': rule('propertyNames', 'Property name rule removed or relaxed', '+-', 'non-breaking', {
    reason: 'Names are accepted now that the old version refuses.',
    instead: 'Allow just the names that are needed.',
    message: ({ details }) => because('names of properties are held to a looser rule, or to none', details),
  }),
  'min-properties-raised': rule('minProperties', 'Minimum property count added or raised', '-+', 'breaking', {
    reason: 'Objects with fewer properties were accepted and are refused now.',
    instead: 'Require the properties that are really needed by their names.',
    message: fewest,
  }),
  'min-properties-lowered': rule('minProperties', 'Minimum property count removed or lowered', '+-', 'non-breaking', {
    reason: 'Smaller objects are accepted now than the old version accepts.',
    instead: 'Leave it as it is, unless readers count on the number.',
    message: fewest,
  }),
  'max-properties-lowered': rule('maxProperties', 'Maximum property count added or lowered', '-+', 'breaking', {
    reason: 'Objects with more properties were accepted and are refused now.',
    instead: 'Keep the limit above the largest object in the data.',
    message: most,
  }),
  'max-properties-raised': rule('maxProperties', 'Maximum property count removed or raised', '+-', 'non-breaking', {
    reason: 'Larger objects are accepted now than the old version accepts.',
    instead: 'Leave it as it is, unless readers have room for so many only.',
    message: most,
  }),
};
