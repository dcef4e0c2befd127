import { code, list, quote } from '../code-row.ts';

/** What keeps documents from being carried to another version, beside the steps themselves. */
export const migrateCodes = {
  'migration/several-versions': code<{ family: string; versions: readonly string[] }>(
    'error',
    'Apps are bound to several versions, and none was named',
    (a) => `Apps are bound to several versions of ${quote(a.family)}: ${list(a.versions)}`,
  ),
  'migration/shared-document': code<{ document: string; apps: readonly string[]; family: string }>(
    'error',
    'A document that would be rewritten belongs to other apps, too',
    (a) =>
      `${quote(a.document)} would be rewritten, and ${list(a.apps, 3)} ${a.apps.length === 1 ? 'is' : 'are'} made of it as well without being carried over with ${quote(a.family)}`,
  ),
  'migration/binding': code<{ text: string; from: string; to: string }>(
    'error',
    'A binding to a schema version cannot be rewritten',
    (a) => `${quote(a.text)} binds to ${a.from}, and cannot be rewritten to ${a.to}: its version comes from a placeholder`,
  ),
  'migration/several-ways': code<{ document: string }>(
    'error',
    'A document is referred to from places that a migration treats differently',
    (a) => `${quote(a.document)} is referred to from several places, and the migration treats them differently`,
  ),
  'migration/other-result': code<{ app: string; pointer: string }>(
    'error',
    'Layers that were carried over one by one merge to something else',
    (a) =>
      `${quote(a.app)} would have another value at ${quote(a.pointer)} than its resolved data have when they are carried over as a whole`,
  ),
  'migration/changed-meanwhile': code<{ path: string }>(
    'error',
    'A document changed while it was being carried over',
    (a) => `${quote(a.path)} changed since it was read; nothing was written`,
  ),
  'migration/nothing-before': code<{ family: string; version: string }>(
    'error',
    'A migration was to be drafted, and there is no version it could come from',
    (a) => `${quote(a.family)} has no other version before ${a.version} to come from`,
  ),
  'migration/not-bound': code<{ id: string; family: string }>(
    'error',
    'Something that was to be carried over is not bound to the family',
    (a) => `${quote(a.id)} is bound to no version of ${quote(a.family)}, and is a layer of no app that is`,
  ),
  'migration/unknown-sequence': code<{ family: string; sequence: string; reason: string }>(
    'error',
    'No version of the family is known for a schema sequence',
    (a) => `No version of ${quote(a.family)} is known for the schema sequence ${a.sequence}: ${a.reason}`,
  ),
  'migration/exists': code<{ path: string }>(
    'error',
    'There is a migration where one was to be drafted',
    (a) => `${quote(a.path)} is there already`,
  ),
} as const;
