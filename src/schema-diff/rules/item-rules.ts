import { rule } from './rule.ts';
import type { Told } from './rule-row.ts';
import { because, went } from './show.ts';

const fewest = ({ old, new: now }: Told): string => went('the smallest number of items', old, now);
const most = ({ old, new: now }: Told): string => went('the largest number of items', old, now);

export const itemRules = {
  'items-narrowed': rule('items', 'Item schema added or tightened', '-+', 'breaking', {
    reason: 'Some items were accepted and are refused now.',
    instead: 'Correct the items in the data first, or keep accepting the old ones.',
    message: ({ details }) => because('the schema of the items was tightened', details),
  }),
  'items-widened': rule('items', 'Item schema removed or relaxed', '+-', 'non-breaking', {
    reason: 'Items are accepted now which the old version refuses.',
    instead: 'Leave it as it is, unless readers count on the constraint.',
    message: ({ details }) => because('the schema of the items was relaxed', details),
  }),
  'items-changed': rule('items', 'Item schema changed, incomparable', '--', 'breaking', {
    reason: 'Each version accepts items which the other refuses.',
    instead: 'Accept what both versions accept until the data is converted.',
    message: ({ details }) => because('the schema of the items changed', details),
  }),
  'tuple-item-added-open': rule('prefixItems', 'Position constrained, tail open', '-+', 'breaking', {
    reason: 'This position could hold anything before, and is held to a schema now.',
    instead: 'Close the list first (items: false), so that new positions cannot have been used by chance.',
    message: ({ note }) => `position ${note ?? ''} is held to a schema of its own now`,
  }),
  'tuple-item-added-closed': rule('prefixItems', 'Position added, tail closed', '+-', 'non-breaking', {
    reason: 'The list ended before this position, so that no old document has it.',
    instead: 'Leave it as it is: this is how a closed list grows.',
    message: ({ note }) => `position ${note ?? ''} was added`,
  }),
  'tuple-item-removed-open': rule('prefixItems', 'Position freed, tail open', '+-', 'non-breaking', {
    reason: 'This position may hold anything now; readers of the old version count on its schema.',
    instead: 'Keep the schema of the position as long as anything reads it.',
    message: ({ note }) => `position ${note ?? ''} is no longer held to a schema of its own`,
  }),
  'tuple-item-removed-closed': rule('prefixItems', 'Position removed, tail closed', '-+', 'breaking', {
    reason: 'Lists with this position were accepted and are refused now.',
    instead: 'Shorten the lists in the data first.',
    message: ({ note }) => `position ${note ?? ''} was removed; lists that long are refused now`,
  }),
  'tuple-closed': rule('items/additionalItems', 'Tail items forbidden', '-+', 'breaking', {
    reason: 'Longer lists were accepted and are refused now.',
    instead: 'Describe the positions that the data uses before the list is closed.',
    message: () => 'items after the described positions are refused now',
  }),
  'tuple-opened': rule('items/additionalItems', 'Tail items allowed', '+-', 'non-breaking', {
    reason: 'Longer lists are accepted now than the old version accepts.',
    instead: 'Describe the positions that are needed instead.',
    message: () => 'items after the described positions are allowed now',
  }),
  'unevaluated-items-closed': rule('unevaluatedItems', 'Unevaluated items forbidden', '-+', 'breaking', {
    reason: 'Lists with items that no part of the schema describes were accepted and are refused now.',
    instead: 'Describe the items that the data uses before the list is closed.',
    message: ({ details }) => because('items that no part of the schema describes are refused now, or held tighter', details),
  }),
  'unevaluated-items-opened': rule('unevaluatedItems', 'Unevaluated items allowed', '+-', 'non-breaking', {
    reason: 'Items that no part of the schema describes are accepted now; the old version refuses them.',
    instead: 'Describe the items that are needed instead.',
    message: ({ details }) => because('items that no part of the schema describes are allowed now, or held less tight', details),
  }),
  'min-items-raised': rule('minItems', 'Minimum item count added or raised', '-+', 'breaking', {
    reason: 'Shorter lists were accepted and are refused now.',
    instead: 'Fill up the lists in the data first, or keep the old number.',
    message: fewest,
  }),
  'min-items-lowered': rule('minItems', 'Minimum item count removed or lowered', '+-', 'non-breaking', {
    reason: 'Shorter lists are accepted now than the old version accepts.',
    instead: 'Leave it as it is, unless readers count on an item being there.',
    message: fewest,
  }),
  'max-items-lowered': rule('maxItems', 'Maximum item count added or lowered', '-+', 'breaking', {
    reason: 'Longer lists were accepted and are refused now.',
    instead: 'Keep the limit above the longest list in the data.',
    message: most,
  }),
  'max-items-raised': rule('maxItems', 'Maximum item count removed or raised', '+-', 'non-breaking', {
    reason: 'Longer lists are accepted now than the old version accepts.',
    instead: 'Leave it as it is, unless readers have room for so many only.',
    message: most,
  }),
  'unique-items-added': rule('uniqueItems', 'Uniqueness required', '-+', 'breaking', {
    reason: 'Lists that hold an item twice were accepted and are refused now.',
    instead: 'Remove the duplicates from the data first.',
    message: () => 'items must differ from each other now',
  }),
  'unique-items-removed': rule('uniqueItems', 'Uniqueness dropped', '+-', 'non-breaking', {
    reason: 'Lists may hold an item twice now, which the old version refuses.',
    instead: 'Leave it as it is, unless readers treat the list as a set.',
    message: () => 'items may be equal now',
  }),
};
