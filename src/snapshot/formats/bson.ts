import { calculateObjectSize, serialize } from 'bson';
import { diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { appOf, envelopeOf, type Snapshot } from '../snapshot.ts';
import { readBson } from './bson-read.ts';
import { inexpressible } from './inexpressible.ts';
import type { RenderOptions, SnapshotFormat } from './format.ts';

/**
 * Numbers come back exactly: a whole number of 32 bits is an int32, every other one a double, which is what a JSON
 * number is; int64 and decimal128 never occur. `resolvedAt` is a string, as in the other formats. Keys may hold `$` and `.`.
 */
export const bsonFormat: SnapshotFormat = { render: renderBson, read: readBson };

/** What MongoDB and its drivers accept for one document. */
const LARGEST = 16 * 1024 * 1024;

type BsonValue = null | boolean | number | string | BsonValue[] | Map<string, BsonValue>;

function renderBson(snapshot: Snapshot, { bare }: RenderOptions): Outcome<Uint8Array | undefined> {
  const diagnostics = inexpressible(snapshot, 'bson');
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const data = toMap(snapshot.data);
  const document = bare ? data : new Map<string, BsonValue>([...Object.entries(envelopeOf(snapshot)), ['data', data]]);
  const size = calculateObjectSize(document);
  if (size > LARGEST) return tooLarge(snapshot, size);
  return { value: serialize(document), diagnostics };
}

function tooLarge(snapshot: Snapshot, size: number): Outcome<undefined> {
  const app = appOf(snapshot);
  const reason = `the document has ${size} bytes, and a BSON document may have ${LARGEST}`;
  const hint = 'Use the output format json, or split the app';
  return {
    value: undefined,
    diagnostics: [diagnostic('snapshot/cannot-express', { app, format: 'bson', pointer: '', reason }, { hint })],
  };
}

/** A Map keeps keys that look like array indices in their place, and has no `_bsontype` that data could set. */
function toMap(object: JsonObject): Map<string, BsonValue> {
  const map = new Map<string, BsonValue>();
  for (const key of Object.keys(object).sort(compareKeys)) map.set(key, toBson(object[key] as JsonValue));
  return map;
}

function toBson(value: JsonValue): BsonValue {
  if (isArray(value)) return value.map(toBson);
  if (isObject(value)) return toMap(value);
  return value === 0 ? 0 : value; // zero has no sign in JSON text
}
