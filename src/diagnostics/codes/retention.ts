import { code, list, nearest, quote } from '../code-row.ts';

export const retentionCodes = {
  'retention/no-base': code<{ branch: string; reason: string }>(
    'error',
    'The protected branch cannot be compared with',
    (a) => `Nothing can be compared with the branch ${quote(a.branch)}: ${a.reason}`,
  ),
  'retention/unknown-revision': code<{ revision: string; reason: string }>(
    'error',
    'A named revision does not exist',
    (a) => `The revision ${quote(a.revision)} cannot be used: ${a.reason}`,
  ),
  'retention/version-removed': code<{ schema: string; base: string }>(
    'error',
    'A schema version was removed',
    (a) => `The schema version ${quote(a.schema)} is on ${a.base} and not here any more; versions are kept for ever`,
  ),
  'retention/version-edited': code<{ schema: string; base: string; pointer: string }>(
    'error',
    'A schema version was edited',
    (a) =>
      `The schema version ${quote(a.schema)} is not what it is on ${a.base}${a.pointer === '' ? '' : `: it differs from ${quote(a.pointer)} on`}; what a version says stays as it is`,
  ),
  'retention/version-taken': code<{ schema: string; base: string }>(
    'error',
    'A new version has a number that another one took meanwhile',
    (a) => `The schema version ${quote(a.schema)} came to ${a.base} meanwhile, and says something else there`,
  ),
  'retention/meaning-changed': code<{ schema: string; versions: readonly string[]; what: string }>(
    'error',
    'A schema that versions refer to changed its meaning',
    (a) =>
      `${quote(a.schema)} changed, and with it what ${a.versions.length === 1 ? 'the version' : 'the versions'} ${list(a.versions, 3)} ${a.versions.length === 1 ? 'means' : 'mean'}${a.what === '' ? '' : `: ${a.what}`}`,
  ),
  'retention/incompatible-version': code<{ schema: string; earlier: string; mode: string; what: string }>(
    'error',
    'A new schema version is not compatible with an earlier one',
    (a) =>
      `${quote(a.schema)} breaks what its family promises (${a.mode}) towards ${quote(a.earlier)}${a.what === '' ? '' : `: ${a.what}`}`,
  ),
  'retention/unproved-version': code<{ schema: string; earlier: string; mode: string; what: string }>(
    'error',
    'A new schema version may not be compatible with an earlier one',
    (a) =>
      `It cannot be decided whether ${quote(a.schema)} keeps what its family promises (${a.mode}) towards ${quote(a.earlier)}${a.what === '' ? '' : `: ${a.what}`}`,
  ),
  'retention/bad-version': code<{ version: string; shown: string }>(
    'error',
    'A text in the place of a version is none',
    (a) => `${quote(a.version)} is no version (in ${quote(a.shown)})`,
  ),
  'retention/outside-repository': code<{ path: string }>(
    'error',
    'A path in a commit leads out of the repository',
    (a) => `${quote(a.path)} is not in the repository, so no commit has it`,
  ),
  'retention/bad-version-name': code<{ schema: string; name: string }>(
    'warning',
    'A schema file is named nearly like a version',
    (a) =>
      `${quote(a.name)} is no version name, so ${quote(a.schema)} is a schema without versions; a version is v1, v1.2 or v1.2.3`,
  ),
  'retention/approval-unknown-rule': code<{ rule: string; near: readonly string[] }>(
    'error',
    'An approval names a rule that does not exist',
    (a) => `There is no rule ${quote(a.rule)}${nearest(a.near)}`,
  ),
  'retention/approval-unknown-version': code<{ version: string; versions: readonly string[] }>(
    'error',
    'An approval names a version that does not exist',
    (a) => `There is no version ${quote(a.version)} of this schema; there are ${list(a.versions)}`,
  ),
  'retention/approval-unused': code<{ rule: string; path: string; from: string; to: string }>(
    'error',
    'An approval accepts nothing',
    (a) => `Between ${a.from} and ${a.to} there is no finding of ${quote(a.rule)} at ${quote(a.path)} to accept`,
  ),
  'retention/approval-expired': code<{ rule: string; path: string; until: string; by: string }>(
    'error',
    'An approval has expired',
    (a) => `The approval of ${quote(a.rule)} at ${quote(a.path)} by ${quote(a.by)} ended on ${a.until}`,
  ),
} as const;
