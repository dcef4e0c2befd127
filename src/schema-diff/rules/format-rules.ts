import { rule } from './rule.ts';
import { show, went } from './show.ts';

export const formatRules = {
  'format-added': rule('format', 'Format added (asserted)', '-+', 'breaking', {
    reason: 'confman checks formats: values that do not have it were accepted and are refused now.',
    instead: 'Correct the values in the data first.',
    message: ({ new: now }) => `the value must have the format ${show(now)} now`,
  }),
  'format-removed': rule('format', 'Format removed', '+-', 'non-breaking', {
    reason: 'Values are accepted now that readers of the old version cannot read.',
    instead: 'Leave it as it is, unless readers parse the value.',
    message: ({ old }) => `the value need not have the format ${show(old)} any more`,
  }),
  'format-changed': rule('format', 'Format changed', '--', 'breaking', {
    reason: 'Values of the one format are refused by the other.',
    instead: 'Add a property with the new format beside the old one, and remove the old one in a later version.',
    message: ({ old, new: now }) => `the format went from ${show(old)} to ${show(now)}`,
  }),
  'content-changed': rule('content*', 'contentEncoding/MediaType/Schema changed', '++', 'potentially-breaking', {
    subject: 'presence',
    reason: 'What a text holds is read in another way; of all these keywords confman checks only contentEncoding base64.',
    instead: 'Add a property with the new content beside the old one.',
    message: ({ old, new: now, note }) => went(note ?? 'the content', old, now),
  }),
};
