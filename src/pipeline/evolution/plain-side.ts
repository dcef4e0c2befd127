import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { loadYaml } from '../../documents/load-yaml.ts';
import { parseDocument } from '../../documents/parse-document.ts';
import type { SourceFormat } from '../../model/source.ts';
import type { BoundSchema } from '../../schema/bound-schema.ts';
import { invalidText } from '../../workspace/invalid-text.ts';
import { defaultSettings } from '../../workspace/settings.ts';
import type { Workspace } from '../workspace.ts';
import { createInternalSchemaPort } from '../create-schema-port.ts';
import type { SchemaSide } from './schema-side.ts';

/**
 * A schema out of a file that is in no tree of schemas.
 *
 * @param workspace whose schemas it may refer to; without one it can refer to itself alone
 */
export async function plainSide(
  name: string,
  path: string,
  bytes: Uint8Array,
  workspace: Workspace | undefined,
): Promise<Outcome<SchemaSide | undefined>> {
  const format = formatOf(path);
  const decoded = decodeText(bytes);
  const empty = { path, format, text: '' };
  if ('invalidAt' in decoded) return { value: undefined, diagnostics: [invalidText(empty, bytes, decoded.invalidAt)] };
  if (format === 'yaml') await loadYaml();
  const source = { path, format, text: decoded.text };
  const { value: parsed, diagnostics } = parseDocument(source, defaultSettings.limits);
  if (parsed === undefined) return { value: undefined, diagnostics };
  await workspace?.prepareFindings();
  const port = workspace?.schemas ?? createInternalSchemaPort();
  await port.load();
  const { value: world, diagnostics: found } = port.plainWorld(source, parsed.value);
  const bound = (): BoundSchema | undefined => world && port.internal(path, world.root.schema);
  return { value: world && { name, world, bound, home: undefined }, diagnostics: [...diagnostics, ...found] };
}

/** JSON is JSON5: what has another extension is read as that. */
function formatOf(path: string): SourceFormat {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  return path.endsWith('.json') ? 'json' : 'json5';
}
