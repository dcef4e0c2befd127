import { rule } from './rule.ts';
import { show, went } from './show.ts';

export const annotationRules = {
  'unit-changed': rule('x-unit (Unit)', 'Unit of measure changed', '--', 'breaking', {
    subject: 'meaning',
    reason: 'The same number means something else, which no validation can notice.',
    instead: 'Add a property in the new unit, or convert the values with a migration in the same step.',
    message: ({ old, new: now }) => went('the unit', old, now),
  }),
  'unit-added': rule('x-unit (Unit)', 'Unit of measure first stated', '++', 'info', {
    subject: 'meaning',
    reason: 'The unit is written down, and no value changes.',
    instead: 'Check that the data is in this unit.',
    message: ({ new: now }) => `the unit ${show(now)} is stated now`,
  }),
  'documentation-changed': rule('title/description/examples/$comment', 'Documentation changed', '++', 'info', {
    subject: 'meaning',
    reason: 'Texts for readers accept and refuse nothing.',
    instead: 'Leave it as it is.',
    message: ({ note }) => `${note ?? 'the documentation'} changed`,
  }),
  'id-changed': rule('$id', 'Schema identifier changed', '++', 'info', {
    subject: 'meaning',
    reason: 'The schema has another name; what it accepts is the same.',
    instead: 'Correct the references that use the old name.',
    message: ({ old, new: now }) => went('the identifier', old, now),
  }),
};
