import type { JsonValue } from '../model/json.ts';
import { formatPointer } from '../model/pointer.ts';
import { traceOf, type Origin } from '../model/provenance.ts';
import type { Inlined, RawDocument } from './inlined.ts';

/** A document without references: itself. */
export function plainResult(document: RawDocument, value: JsonValue, tokens: readonly string[], recording: boolean): Inlined {
  const origin: Origin = {
    document: document.id,
    source: document.source,
    pointer: formatPointer(tokens),
    via: [],
    layer: undefined,
  };
  return {
    value,
    trace: recording ? traceOf(origin) : undefined,
    patches: false,
    indexKeys: document.indexKeys,
    weight: document.source.text.length,
    height: undefined,
    reach: 0,
    dependencies: [document.id],
    asked: new Map(),
    diagnostics: document.diagnostics,
    broken: false,
    flagged: false,
  };
}
