import { lostBefore, type Strategy, type Trace } from '../model/provenance.ts';

export function numbered(traces: readonly Trace[]): Map<string, Trace> {
  return new Map(traces.map((trace, i) => [String(i), trace]));
}

export function listTrace(over: Trace, strategy: Strategy, elements: readonly Trace[], base: Trace | undefined): Trace {
  return { origin: over.origin, strategy, lost: lostBefore(over.lost, base?.lost), children: numbered(elements) };
}
