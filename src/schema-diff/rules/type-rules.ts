import { rule } from './rule.ts';
import type { Told } from './rule-row.ts';
import { show, went } from './show.ts';

function changed(told: Told): string {
  return went('the type', told.old, told.new);
}

export const typeRules = {
  'type-changed': rule('type', 'Type replaced by a disjoint type', '--', 'breaking', {
    reason: 'Values of the old type are refused now, and values of the new one were refused before.',
    instead: 'Add a property of the new type beside the old one, and remove the old one in a later version.',
    message: changed,
  }),
  'type-widened': rule('type', 'Type set grew (incl. integer to number)', '+-', 'non-breaking', {
    reason: 'The old types are still accepted; readers of the old version may meet a type that they do not know.',
    instead: 'Tell the readers first, where they cannot be changed together with the schema.',
    message: changed,
  }),
  'type-narrowed': rule('type', 'Type set shrank (incl. number to integer)', '-+', 'breaking', {
    reason: 'Values of the type that is gone were accepted and are refused now.',
    instead: 'Convert the values that are there with a migration, in a new major version.',
    message: changed,
  }),
  'type-added': rule('type', 'Type constraint added', '-+', 'breaking', {
    reason: 'Any type was accepted before, and most are refused now.',
    instead: 'List every type that the data has, and narrow the list in a later version.',
    message: (told) => `the type has to be ${show(told.new)} now; nothing here asked for one before`,
  }),
  'type-removed': rule('type', 'Type constraint removed', '+-', 'non-breaking', {
    reason: 'Any type is accepted now; readers of the old version expect the one that was stated.',
    instead: 'Name the types that are needed instead of dropping the constraint.',
    message: (told) => `the type had to be ${show(told.old)}; nothing here asks for that any more`,
  }),
  'nullable-added': rule('type', 'null allowed', '+-', 'non-breaking', {
    reason: 'Readers of the old version never met null here.',
    instead: 'Make the property optional instead, where its absence says the same as null.',
    message: () => 'null is allowed now',
  }),
  'nullable-removed': rule('type', 'null no longer allowed', '-+', 'breaking', {
    reason: 'Data that has null here was accepted and is refused now.',
    instead: 'Replace or unset the nulls first, or keep null allowed.',
    message: () => 'null is no longer allowed',
  }),
};
