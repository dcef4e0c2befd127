import { code, list, nearest, quote } from '../code-row.ts';

export const migrationCodes = {
  'migration/bad-name': code<{ name: string; reason: string }>(
    'error',
    'The name of a migration does not say which versions it is between',
    (a) => `${quote(a.name)} is no name for a migration: ${a.reason}`,
  ),
  'migration/unknown-step': code<{ keys: readonly string[]; near: readonly string[] }>(
    'error',
    'A step of a migration is none that confman knows',
    (a) => (a.keys.length === 0 ? 'This step says nothing' : `No step is called ${list(a.keys)}${nearest(a.near)}`),
  ),
  'migration/bad-step': code<{ step: string; reason: string }>(
    'error',
    'A step of a migration is not written as it should be',
    (a) => `The step ${quote(a.step)} ${a.reason}`,
  ),
  'migration/bad-path': code<{ path: string; reason: string }>(
    'error',
    'A path of a migration is not usable',
    (a) => `The path ${quote(a.path)} ${a.reason}`,
  ),
  'migration/not-invertible': code<{ step: string; reason: string }>(
    'error',
    'A step of a migration cannot be undone and does not say so',
    (a) => `The step ${quote(a.step)} cannot be undone: ${a.reason}`,
  ),
  'migration/unknown-unit': code<{ unit: string; reason: string }>(
    'error',
    'A unit cannot be converted',
    (a) => `${quote(a.unit)} ${a.reason}`,
  ),
  'migration/too-many-steps': code<{ limit: number }>(
    'error',
    'A migration has too many steps',
    (a) => `There are more than ${a.limit} steps`,
  ),
  'migration/unknown-version': code<{ family: string; version: string; known: readonly string[] }>(
    'error',
    'There is no such version to migrate from or to',
    (a) => `${quote(a.family)} has no version ${quote(a.version)}; it has ${list(a.known)}`,
  ),
  'migration/missing-link': code<{ family: string; from: string; to: string }>(
    'error',
    'No migration leads from one version to the next',
    (a) => `No migration of ${quote(a.family)} leads from ${a.from} to ${a.to}`,
  ),
  'migration/does-not-fit': code<{ step: string; pointer: string; reason: string }>(
    'error',
    'A value is not what a step of a migration is made for',
    (a) => `The step ${quote(a.step)} does not fit ${quote(a.pointer)}: ${a.reason}`,
  ),
  'migration/occupied': code<{ step: string; pointer: string; key: string }>(
    'error',
    'The place that a step of a migration fills is taken',
    (a) => `The step ${quote(a.step)} would overwrite ${quote(a.key)} in ${quote(a.pointer)}`,
  ),
  'migration/not-exact': code<{ step: string; pointer: string; reason: string }>(
    'error',
    'A value cannot be converted without changing what it means',
    (a) => `The step ${quote(a.step)} cannot convert ${quote(a.pointer)}: ${a.reason}`,
  ),
  'migration/too-large': code<{ step: string; reason: string }>(
    'error',
    'A migration makes more of a value than can be',
    (a) => `The step ${quote(a.step)} makes the value ${a.reason}`,
  ),
  'migration/value-lost': code<{ step: string; pointer: string }>(
    'warning',
    'A migration drops a value that the way back would not restore',
    (a) => `The step ${quote(a.step)} drops ${quote(a.pointer)}, which is not its default`,
  ),
  'migration/cannot-carry': code<{ step: string; pointer: string; reason: string }>(
    'error',
    'A layer cannot be migrated apart from the layers that it merges with',
    (a) => `The step ${quote(a.step)} cannot be carried to ${quote(a.pointer)}: ${a.reason}`,
  ),
  'migration/behind-reference': code<{ target: string; pointer: string }>(
    'warning',
    'What a migration changes may lie behind a reference',
    (a) => `What the migration changes at ${quote(a.pointer)} may lie in ${quote(a.target)}`,
  ),
  'migration/reference-part': code<{ target: string; part: string }>(
    'warning',
    'A reference points to a part that a migration moves',
    (a) => `${quote(a.target)} points to a part that is at ${quote(a.part)} once its document is migrated`,
  ),
  'migration/reference-lost': code<{ target: string }>(
    'error',
    'A reference points to a part that a migration takes away',
    (a) => `${quote(a.target)} points to a part that the migration takes away`,
  ),
} as const;
