import { rule } from './rule.ts';
import { show } from './show.ts';

/** Rules about a schema as a whole. */
export const wholeRules = {
  'schema-opened': rule('*', 'Schema replaced by true/{}', '+-', 'non-breaking', {
    reason: 'Every value is accepted now, also those that readers of the old version never met.',
    instead: 'Keep the constraints that readers rely on, and drop only the one that is in the way.',
    message: () => 'any value is accepted now',
  }),
  'schema-closed': rule('*', 'Schema replaced by false', '-+', 'breaking', {
    reason: 'No value is accepted any more, so that whatever was there before is refused.',
    instead: 'Mark the place as deprecated first, and forbid it once no data has it.',
    message: () => 'no value is accepted any more',
  }),
  'dialect-changed': rule('$schema', 'Dialect changed, meaning kept', '++', 'info', {
    reason: 'Another draft reads the same keywords; what they mean in it is compared keyword by keyword.',
    instead: 'Leave it as it is; look at the other changes for keywords that the new draft reads in another way.',
    message: (told) => `the draft went from ${show(told.old)} to ${show(told.new)}`,
  }),
  'definition-removed': rule('$defs', 'Unused definition removed', '++', 'info', {
    reason: 'Nothing in the schema refers to it, so that it judged nothing.',
    instead: 'Keep it where schemas of other repositories may refer to it.',
    message: (told) => `the definition ${told.note ?? ''} was removed; nothing used it`,
  }),
  'ref-retargeted': rule('$ref', 'Reference points elsewhere, same meaning', '++', 'info', {
    reason: 'What is referred to now accepts the same documents as what was referred to before.',
    instead: 'Leave it as it is: this is a refactoring.',
    message: (told) => `the reference went from ${show(told.old)} to ${show(told.new)}, which means the same`,
  }),
};
