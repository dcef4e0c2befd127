import { rule } from './rule.ts';
import { because } from './show.ts';

export const conditionRules = {
  'if-changed': rule('if', 'Condition changed', '??', 'potentially-breaking', {
    reason: 'Other documents take the way of then, or that of else.',
    instead: 'Keep the condition, and add a second one beside it in allOf.',
    message: ({ details }) => because('the condition (if) changed', details),
  }),
  'then-narrowed': rule('then/else', 'Branch tightened or added', '-+', 'breaking', {
    reason: 'Documents that take this way are held to more than before.',
    instead: 'Correct the documents that take this way first.',
    message: ({ note, details }) => because(`${note ?? 'then'} holds documents to more`, details),
  }),
  'then-widened': rule('then/else', 'Branch relaxed or removed', '+-', 'non-breaking', {
    reason: 'Documents that take this way are held to less than in the old version.',
    instead: 'Leave it as it is, unless readers count on the constraint.',
    message: ({ note, details }) => because(`${note ?? 'then'} holds documents to less`, details),
  }),
};
