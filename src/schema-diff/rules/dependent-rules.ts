import { rule } from './rule.ts';
import { because, show, showAll } from './show.ts';
import type { Told } from './rule-row.ts';

function names({ old, new: now }: Told): string {
  const list = now ?? old;
  return Array.isArray(list) ? showAll(list) : show(list);
}

export const dependentRules = {
  'dependent-required-added': rule('dependentRequired', 'Conditional requirement added', '-+', 'breaking', {
    reason: 'Documents with the one property and without the others were accepted and are refused now.',
    instead: 'Add the properties to the data first, or give them defaults.',
    message: (told) => `where ${told.note ?? ''} is present, ${names(told)} must be too`,
  }),
  'dependent-required-removed': rule('dependentRequired', 'Conditional requirement removed', '+-', 'non-breaking', {
    reason: 'Documents may leave out properties now which the old version demands.',
    instead: 'Leave it as it is, unless readers count on these properties.',
    message: (told) => `where ${told.note ?? ''} is present, ${names(told)} need not be any more`,
  }),
  'dependent-schema-narrowed': rule('dependentSchemas', 'Dependent schema added or tightened', '-+', 'breaking', {
    reason: 'Documents with the property are held to more than before.',
    instead: 'Correct the documents that have the property first.',
    message: ({ note, details }) => because(`where ${note ?? ''} is present, the object is held to more`, details),
  }),
  'dependent-schema-widened': rule('dependentSchemas', 'Dependent schema removed or relaxed', '+-', 'non-breaking', {
    reason: 'Documents with the property are held to less than in the old version.',
    instead: 'Leave it as it is, unless readers count on the constraint.',
    message: ({ note, details }) => because(`where ${note ?? ''} is present, the object is held to less`, details),
  }),
};
