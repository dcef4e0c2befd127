import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { kindOf } from '../model/document-id.ts';
import type { ReleaseSchema } from '../snapshot/export-plan.ts';
import type { Workspace } from './workspace.ts';

/** Every document below the schema folder, sorted by id, with its `$schema` and all: a release carries them as they are. */
export function schemaFiles({ index, store }: Workspace): Outcome<readonly ReleaseSchema[]> {
  const schemas: ReleaseSchema[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const id of [...index.files.keys()].filter((each) => kindOf(each) === 'schema').sort(compareKeys)) {
    const loaded = store.get(id);
    diagnostics.push(...(loaded?.diagnostics ?? []));
    if (loaded?.parsed !== undefined) schemas.push({ id, value: loaded.parsed.value });
  }
  return { value: schemas, diagnostics };
}
