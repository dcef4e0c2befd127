import { diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import { linkedSchema } from '../../schema/schema-world.ts';
import { importedDraft, type ImportDraft } from '../../schema/tree/imported-draft.ts';
import { isImportedTree } from '../../schema/tree/is-imported-tree.ts';
import type { SchemaSide } from '../evolution/schema-side.ts';

/** The JSON Schema that a schema tree stands for. */
export function importSchema({ world }: SchemaSide, draft: ImportDraft): Outcome<JsonObject | undefined> {
  const { document } = linkedSchema(world).resource;
  if (isImportedTree(document)) return { value: importedDraft(document.value as JsonObject, draft), diagnostics: [] };
  const hint = 'Name a schema tree; a JSON Schema becomes one with confman schema export';
  return { value: undefined, diagnostics: [diagnostic('schema/not-a-tree', {}, { site: document.siteOf(''), hint })] };
}
