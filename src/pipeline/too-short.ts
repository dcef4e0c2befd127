import { diagnostic } from '../diagnostics/diagnostic.ts';

/** The history is cut off, so that the schema sequence cannot be counted. */
export const tooShort = diagnostic(
  'snapshot/shallow-history',
  {},
  { hint: 'Fetch the rest with git fetch --unshallow (GitHub: fetch-depth: 0; GitLab: GIT_DEPTH: 0)' },
);
