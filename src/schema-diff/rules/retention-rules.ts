import { rule } from './rule.ts';

/** Found by `schema check`, which knows what is on the protected branch; a comparison of two schemas never gives them. */
export const retentionRules = {
  'schema-version-removed': rule('(store)', 'Retained schema version removed', '--', 'breaking', {
    subject: 'meaning',
    reason: 'Snapshots, clients and migrations name the version, and nothing can be validated by it any more.',
    instead: 'Restore the file: every version on the protected branch stays.',
    message: ({ note }) => `the version ${note ?? ''} was removed`,
  }),
};
