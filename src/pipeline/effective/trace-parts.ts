import type { Origin, Trace } from '../../model/provenance.ts';

/** So many parts of a value are asked where they come from. */
const mostParts = 10_000;

/** A value's origin, then those of its parts that come from elsewhere. */
export function* partsOf(trace: Trace): Generator<{ readonly origin: Origin; readonly strategy: Trace['strategy'] }> {
  const open = [trace];
  for (let i = 0; i < open.length; i++) {
    const part = open[i] as Trace;
    yield part;
    for (const child of part.children?.values() ?? []) if (open.length < mostParts) open.push(child);
  }
}
