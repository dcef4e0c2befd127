import { rule } from './rule.ts';
import type { Told } from './rule-row.ts';
import { because, went } from './show.ts';

const fewest = ({ old, new: now }: Told): string => went('the smallest number of items that match contains', old, now);
const most = ({ old, new: now }: Told): string => went('the largest number of items that match contains', old, now);

export const containsRules = {
  'contains-narrowed': rule('contains', 'contains added or tightened (no maxContains)', '-+', 'breaking', {
    reason: 'Lists whose items met the old demand need not meet the new one.',
    instead: 'Add an item that matches to the lists in the data first.',
    message: ({ details }) => because('fewer items count for contains, or the demand is new', details),
  }),
  'contains-widened': rule('contains', 'contains removed or relaxed (no maxContains)', '+-', 'non-breaking', {
    reason: 'Lists are accepted now that have no item of the kind which the old version demands.',
    instead: 'Leave it as it is, unless readers look for such an item.',
    message: ({ details }) => because('more items count for contains, or the demand is gone', details),
  }),
  'contains-changed-bounded': rule(
    'contains',
    'contains changed under finite maxContains (polarity mixed)',
    '--',
    'potentially-breaking',
    {
      reason: 'Under maxContains an item that counts can be one too few or one too many, so that either direction may break.',
      instead: 'Drop maxContains while the schema of contains changes.',
      message: ({ details }) => because('other items count for contains, whose number is bounded', details),
    },
  ),
  'min-contains-raised': rule('minContains', 'minContains raised', '-+', 'breaking', {
    reason: 'Lists with fewer items that match were accepted and are refused now.',
    instead: 'Add items that match to the lists in the data first.',
    message: fewest,
  }),
  'min-contains-lowered': rule('minContains', 'minContains lowered', '+-', 'non-breaking', {
    reason: 'Lists with fewer items that match are accepted now than the old version accepts.',
    instead: 'Leave it as it is, unless readers count on the number.',
    message: fewest,
  }),
  'max-contains-lowered': rule('maxContains', 'maxContains added or lowered', '-+', 'breaking', {
    reason: 'Lists with more items that match were accepted and are refused now.',
    instead: 'Keep the limit above what the data has.',
    message: most,
  }),
  'max-contains-raised': rule('maxContains', 'maxContains removed or raised', '+-', 'non-breaking', {
    reason: 'Lists with more items that match are accepted now than the old version accepts.',
    instead: 'Leave it as it is, unless readers have room for so many only.',
    message: most,
  }),
};
