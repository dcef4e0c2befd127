import { rule } from './rule.ts';
import { show } from './show.ts';

export const defaultRules = {
  'default-added': rule('default', 'Default added', '++', 'info', {
    subject: 'meaning',
    reason: 'Data that leaves the property out gets a value where it had none.',
    instead: 'Check that readers treat the default like the absence that they met before.',
    message: ({ new: now }) => `the default ${show(now)} was added`,
  }),
  'default-changed': rule('default', 'Default changed', '++', 'non-breaking', {
    subject: 'meaning',
    reason: 'The same documents are accepted, but data that leaves the property out resolves to another value.',
    instead: 'Look at the effect with `confman diff` before it is published.',
    message: ({ old, new: now }) => `the default went from ${show(old)} to ${show(now)}`,
  }),
  'default-removed': rule('default', 'Default removed', '++', 'potentially-breaking', {
    subject: 'meaning',
    reason: 'Data that leaves the property out resolves to no value where it had one.',
    instead: 'Write the value into the documents that relied on the default.',
    message: ({ old }) => `the default ${show(old)} was removed`,
  }),
  'default-invalid': rule('default', 'Default not valid under new schema', '++', 'breaking', {
    subject: 'meaning',
    reason: 'Data that leaves the property out gets a value that the schema itself refuses.',
    instead: 'Choose a default that the schema accepts.',
    message: ({ new: now }) => `the default ${show(now)} is not accepted by the schema that it stands in`,
  }),
};
