import { rule } from './rule.ts';
import { because, show } from './show.ts';

export const patternPropertyRules = {
  'pattern-property-added': rule('patternProperties', 'Pattern property added (open object)', '-+', 'breaking', {
    reason: 'Names that match the pattern could hold anything before, and are held to a schema now.',
    instead: 'Choose a pattern that matches no name in use, or a schema that accepts what these names hold.',
    message: ({ note }) => `names that match ${note ?? ''} are held to a schema now`,
  }),
  'pattern-property-removed': rule('patternProperties', 'Pattern property removed (open object)', '+-', 'non-breaking', {
    reason: 'Names that match the pattern may hold anything now; readers of the old version count on its schema.',
    instead: 'Relax the schema of the pattern instead of removing it.',
    message: ({ note }) => `names that match ${note ?? ''} are no longer held to a schema of their own`,
  }),
  'pattern-property-narrowed': rule('patternProperties', 'Pattern property schema tightened', '-+', 'breaking', {
    reason: 'Some values of names that match the pattern were accepted and are refused now.',
    instead: 'Declare the properties that need the tighter schema, and leave the pattern as it was.',
    message: ({ note, details }) => because(`the schema of names that match ${note ?? ''} was tightened`, details),
  }),
  'pattern-property-widened': rule('patternProperties', 'Pattern property schema relaxed', '+-', 'non-breaking', {
    reason: 'Values are accepted now under names that match the pattern which the old version refuses.',
    instead: 'Declare the properties that need the wider schema, and leave the pattern as it was.',
    message: ({ note, details }) => because(`the schema of names that match ${note ?? ''} was relaxed`, details),
  }),
  'pattern-property-key-changed': rule('patternProperties', 'Name pattern changed', '??', 'potentially-breaking', {
    reason: 'Which names the schema applies to depends on how the two patterns overlap.',
    instead: 'Keep the old pattern beside the new one until no data needs it.',
    message: ({ old, new: now }) => `the pattern of names went from ${show(old)} to ${show(now)}`,
  }),
};
