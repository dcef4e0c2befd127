import { expect, test } from 'vitest';
import { JoinedTraces } from '../../src/cascade/joined-traces.ts';
import { traceOf, type Trace } from '../../src/model/provenance.ts';
import type { DocumentId } from '../../src/model/document-id.ts';

const from = (name: string): Trace =>
  traceOf({
    document: name as DocumentId,
    source: { path: `${name}.json5`, format: 'json5', text: '' },
    pointer: '/list',
    via: [],
    layer: name,
  });

const told = (traces: ReadonlyMap<string, Trace>): string[] =>
  Array.from(traces, ([key, { origin, strategy }]) => `${key} ${origin.document}${origin.pointer} ${strategy}`);

test('elements of three layers, of which one adds some of its own, are those of their layers', () => {
  const first = new JoinedTraces([
    { trace: from('a'), length: 2, strategy: undefined },
    { trace: from('b'), length: 2, indices: [0, 3], strategy: 'union' },
  ]);
  const second = new JoinedTraces([
    { trace: from('c'), length: 1, strategy: '$prepend' },
    { trace: { ...from('b'), children: first }, length: first.size, strategy: undefined },
  ]);
  expect(told(second)).toEqual([
    '0 c/list/0 $prepend',
    '1 a/list/0 set',
    '2 a/list/1 set',
    '3 b/list/0 union',
    '4 b/list/3 union',
  ]);
  expect([...second.keys()]).toEqual(['0', '1', '2', '3', '4']);
  for (const key of ['5', '-1', '01', '1.5', '', 'length']) expect(second.has(key)).toBe(false);
});
