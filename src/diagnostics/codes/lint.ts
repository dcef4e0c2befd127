import { code, quote } from '../code-row.ts';

export const lintCodes = {
  'lint/redundant-override': code<{ pointer: string }>(
    'warning',
    'A layer says what is inherited in every app',
    (a) => `No app changes without this: all of them inherit what is at ${quote(a.pointer)}`,
  ),
  'lint/unset-without-effect': code<{ pointer: string }>(
    'warning',
    'An $unset removes nothing in any app',
    (a) => `There is nothing to remove at ${quote(a.pointer)} in any app`,
  ),
  'lint/shadowed-everywhere': code<{ pointer: string }>(
    'warning',
    'A value is replaced by a later layer in every app',
    (a) => `No app gets this value: a later layer replaces ${quote(a.pointer)} in each of them`,
  ),
  'lint/unreached-document': code<{ document: string }>(
    'warning',
    'No app, cascade or reference reaches a document',
    (a) => `Nothing reaches ${quote(a.document)}: no app is resolved from it`,
  ),
  'lint/idle-layer': code<{ layer: string }>(
    'info',
    'An optional layer exists for no app',
    (a) => `The optional layer ${quote(a.layer)} exists for no app`,
  ),
  'lint/idle-final': code<{ pointer: string }>(
    'info',
    'A final pointer leads to nothing in any app',
    (a) => `No app has anything at ${quote(a.pointer)}, so there is nothing to keep as it is`,
  ),
  'lint/idle-merge': code<{ pointer: string }>(
    'info',
    'A merge rule meets no array in any app',
    (a) => `No app has an array at ${quote(a.pointer)}, so the rule merges nothing`,
  ),
  'lint/unused-variable': code<{ name: string }>(
    'info',
    'A variable is in no placeholder',
    (a) => `No app has a placeholder that asks for ${quote(a.name)}`,
  ),
  'lint/unbound-schema': code<{ family: string }>(
    'info',
    'No app, fragment or other schema is bound to a schema family',
    (a) => `Nothing is bound to any version of ${quote(a.family)}`,
  ),
  'lint/more-places': code<{ limit: number }>(
    'info',
    'More can be left out than is kept in mind at once',
    (a) => `No more than ${a.limit} places of layers are kept in mind at once; there are more that can be left out`,
  ),
  'lint/fix-refused': code<{ app: string }>(
    'error',
    'Corrections would change an app, and nothing was written',
    (a) => `The corrections would change ${quote(a.app)}, so none of them was written`,
  ),
  'lint/changed-meanwhile': code<{ path: string }>(
    'error',
    'A document changed while it was being corrected',
    (a) => `${quote(a.path)} changed since it was read; nothing was written`,
  ),
} as const;
