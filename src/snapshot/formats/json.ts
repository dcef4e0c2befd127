import { prettyJson } from '../../model/canonical-json.ts';
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { envelopeOf, type Snapshot } from '../snapshot.ts';
import type { RenderOptions, SnapshotFormat } from './format.ts';
import { isWithinDepth } from './read-depth.ts';

/** Two spaces and a final newline. The envelope keeps its own order, the data is in code-unit order. */
export const jsonFormat: SnapshotFormat = {
  render: (snapshot, options) => ({ value: Buffer.from(jsonText(snapshot, options)), diagnostics: [] }),
  read: readJson,
};

function jsonText(snapshot: Snapshot, { bare, sorted }: RenderOptions): string {
  if (bare) return `${prettyJson(snapshot.data, sorted)}\n`;
  const envelope = envelopeOf(snapshot);
  if (sorted) return `${JSON.stringify({ ...envelope, data: snapshot.data }, null, 2)}\n`;
  // A string holds no raw line break in JSON text, so every line break is one of the layout.
  const data = prettyJson(snapshot.data).replaceAll('\n', '\n  ');
  return `${JSON.stringify(envelope, null, 2).slice(0, -2)},\n  "data": ${data}\n}\n`;
}

function readJson(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as JsonValue;
    return isObject(value) && isWithinDepth(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
