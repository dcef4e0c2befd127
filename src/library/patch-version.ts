import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { versionName } from '../model/schema-version.ts';
import { compareVersions } from '../migration/compare-versions.ts';
import { ConfmanError } from './confman-error.ts';
import { publicFindings } from './public-findings.ts';
import type { SchemaFamily } from './schema-family.ts';

/** A state of a schema family: a version by its name, or what was newest at a schema sequence. */
export type PatchVersion = string | { readonly version: string } | { readonly sequence: number };

/** What of a family tells its version at a sequence. */
export type KnownVersions = Partial<Pick<SchemaFamily, 'family' | 'schemaSequence' | 'versions'>>;

/**
 * The version that a state means. Of a sequence that is the newest one which was on the protected branch then.
 *
 * @throws ConfmanError where no version had come, or the sequence is not known
 */
export function patchVersion(state: PatchVersion, known: KnownVersions): string {
  if (typeof state === 'string') return state;
  if ('version' in state) return state.version;
  const { sequence } = state;
  const problem = unknownSequence(sequence, known);
  const came = (known.versions ?? []).filter((each) => (each.schemaSequence ?? Infinity) <= sequence);
  const newest = came
    .map(({ version }) => versionName(version) ?? version)
    .sort(compareVersions)
    .at(-1);
  if (problem !== undefined || newest === undefined)
    throw new ConfmanError(publicFindings([problem ?? beforeFirst(sequence, known)]));
  return newest;
}

function unknownSequence(sequence: number, { family, schemaSequence, versions }: KnownVersions): Diagnostic | undefined {
  const refused = (reason: string, hint: string): Diagnostic =>
    diagnostic('migration/unknown-sequence', { family: family ?? 'schemas/data', sequence: String(sequence), reason }, { hint });
  if (!Number.isSafeInteger(sequence) || sequence < 0)
    return refused('it is no whole number from 0 on', 'Take schemaSequence of the snapshot that the patch was made for');
  if (versions === undefined)
    return refused('the versions were not given', 'Give what schemaFamily(workspace, family) returns along with the options');
  if (schemaSequence === undefined)
    return refused(
      'the history of the protected branch is not here, or was cut off',
      'Fetch all of it (git fetch --unshallow), or name the version',
    );
  if (sequence > schemaSequence)
    return refused(`the newest here is ${schemaSequence}`, 'Fetch the protected branch, and open the workspace again');
  return undefined;
}

function beforeFirst(sequence: number, { family, versions = [] }: KnownVersions): Diagnostic {
  const first = Math.min(...versions.map((each) => each.schemaSequence ?? Infinity));
  const reason = Number.isFinite(first)
    ? `its first version came with ${first}`
    : 'none of its versions is on the protected branch';
  const hint = 'Name the version that the patch was made for';
  return diagnostic(
    'migration/unknown-sequence',
    { family: family ?? 'schemas/data', sequence: String(sequence), reason },
    { hint },
  );
}
