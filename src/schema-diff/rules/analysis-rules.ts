import { rule } from './rule.ts';
import { because, show } from './show.ts';

/** What could not be followed to the end. */
export const analysisRules = {
  'recursion-changed': rule('$ref/$dynamicRef', 'Recursive or dynamic reference changed', '??', 'potentially-breaking', {
    reason: 'The schema refers to itself, so that a change in it holds at every depth.',
    instead: 'Look at the change where the reference leads to.',
    message: ({ note }) => note ?? 'the schema refers back to itself, and changed there',
  }),
  'ref-unresolved': rule('$ref', 'Reference cannot be resolved', '??', 'potentially-breaking', {
    reason: 'What the reference stands for is not known, so that nothing can be said about it.',
    instead: 'Correct the reference, or add the schema that it names to the repository.',
    message: ({ old, new: now }) => `the reference ${show(now ?? old)} cannot be followed`,
  }),
  'keyword-unknown-changed': rule('unknown', 'Unknown keyword or vocabulary changed', '??', 'potentially-breaking', {
    subject: 'meaning',
    reason: 'confman does not know what the keyword means to those who read it.',
    instead: 'Ask those who read the keyword, and accept the change in the file of approvals.',
    message: ({ old, new: now, note }) => {
      const what = `the keyword ${note ?? ''}`;
      if (old === undefined) return `${what} was added: ${show(now)}`;
      return now === undefined ? `${what} was dropped: ${show(old)}` : `${what} went from ${show(old)} to ${show(now)}`;
    },
  }),
  'analysis-incomplete': rule('*', 'Checker gave up (budget, unsupported)', '??', 'potentially-breaking', {
    reason: 'What was not compared to the end cannot be called compatible.',
    instead: 'Compare smaller parts, or write the part that is named in a simpler way.',
    message: ({ note, details }) => because(note ?? 'the comparison was not carried to its end', details),
  }),
};
