import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isObject, type JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import { appOf, type Snapshot } from '../snapshot.ts';

const HINT = 'Use the output format json, which can hold any text';
/** Half of a surrogate pair: JSON text escapes it, UTF-8 and YAML have no way to say it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The texts that a format cannot hold: lone surrogates in both, NUL in a BSON key (a key ends at its NUL). */
export function inexpressible(snapshot: Snapshot, format: 'yaml' | 'bson'): Diagnostic[] {
  const found: Diagnostic[] = [];
  const app = appOf(snapshot);
  const report = (pointer: Pointer, reason: string): void => {
    found.push(diagnostic('snapshot/cannot-express', { app, format, pointer, reason }, { hint: HINT }));
  };
  search(snapshot.data, '', format, report);
  return found;
}

function search(value: JsonValue, pointer: Pointer, format: string, report: (pointer: Pointer, reason: string) => void): void {
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) report(pointer, 'the text has half of a surrogate pair');
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = childPointer(pointer, key);
    if (LONE_SURROGATE.test(key)) report(at, 'the key has half of a surrogate pair');
    if (format === 'bson' && isObject(value) && key.includes('\0')) report(at, 'the key has a NUL character');
    search(item, at, format, report);
  }
}
