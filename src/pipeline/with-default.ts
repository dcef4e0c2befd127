import type { DocumentId } from '../model/document-id.ts';
import { parsePointer, type Pointer } from '../model/pointer.ts';
import { childTrace, derivedTrace, type Origin, type Trace } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';

/** The provenance of a value that a schema default filled in, put into the provenance of the whole. */
export function withDefault(trace: Trace, pointer: Pointer, site: Site, schema: DocumentId): Trace {
  const origin: Origin = { document: schema, source: site.source, pointer: site.pointer, via: [], layer: undefined };
  return insert(trace, parsePointer(pointer) ?? [], { origin, strategy: 'default' });
}

function insert(trace: Trace, tokens: readonly string[], filled: Trace): Trace {
  const [head, ...rest] = tokens;
  if (head === undefined) return filled;
  const child = insert(childTrace(trace, head), rest, filled);
  return derivedTrace(trace, { children: new Map(trace.children ?? []).set(head, child) });
}
