import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Source } from '../model/source.ts';
import { readSettings } from '../workspace/load-settings.ts';
import { completeSettings, type Settings } from '../workspace/settings.ts';
import { settingsSchema } from '../workspace/settings-schema.ts';
import { createInternalSchemaPort } from './create-schema-port.ts';
import { atDocument } from './run.ts';

export interface CheckedSettings {
  readonly settings: Settings;
  readonly source: Source;
}

/** The settings in the bytes of a settings file, held against their schema. */
export async function checkSettings(path: string, bytes: Uint8Array): Promise<Outcome<CheckedSettings | undefined>> {
  const { value: written, diagnostics } = readSettings(path, bytes);
  if (written?.source === undefined) return { value: undefined, diagnostics };
  const { source, value } = written;
  const port = createInternalSchemaPort();
  await port.load();
  const bound = port.internal('confman:settings', settingsSchema);
  const document = { id: 'confman' as never, source, value, dollar: false, indexKeys: false, diagnostics: [] };
  const wrong = bound.isValid(value) ? [] : bound.findings(value, {}).map((finding) => atDocument(finding, document));
  if (wrong.length > 0) return { value: undefined, diagnostics: wrong };
  const { $schema: _, ...own } = value;
  return { value: { settings: completeSettings(own), source }, diagnostics };
}
