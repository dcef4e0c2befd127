import { prettyJson } from '../../model/canonical-json.ts';
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { jsonBytes } from '../json-bytes.ts';
import { envelopeOf, type Snapshot } from '../snapshot.ts';
import type { RenderOptions, SnapshotFormat } from './format.ts';
import { isWithinDepth } from './read-depth.ts';

/** Two spaces and a final newline. The envelope keeps its own order, the data is in code-unit order. */
export const jsonFormat: SnapshotFormat = {
  render: (snapshot, options) => ({ value: fileBytes(snapshot, options), diagnostics: [] }),
  read: readJson,
};

function fileBytes(snapshot: Snapshot, { bare, sorted }: RenderOptions): Buffer {
  const before = bare ? '' : `${JSON.stringify(envelopeOf(snapshot), null, 2).slice(0, -2)},\n  "data": `;
  const after = bare ? '\n' : '\n}\n';
  const data = sorted ? jsonBytes(snapshot.data, bare ? 0 : 1).pretty : undefined;
  if (data === undefined) return Buffer.from(before + indented(snapshot, sorted, bare) + after);
  return Buffer.concat([Buffer.from(before), data, Buffer.from(after)]);
}

/** A string holds no raw line break in JSON text, so every line break is one of the layout. */
function indented({ data }: Snapshot, sorted: boolean, bare: boolean): string {
  const text = prettyJson(data, sorted);
  return bare ? text : text.replaceAll('\n', '\n  ');
}

function readJson(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as JsonValue;
    return isObject(value) && isWithinDepth(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
