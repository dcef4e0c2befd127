import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshotFormats, type SnapshotFormatName } from '../../src/snapshot/formats.ts';
import { renderSnapshot, type Rendered } from '../../src/snapshot/render-snapshot.ts';
import { isInstantText } from '../../src/snapshot/resolved-at.ts';
import { storeDecision } from '../../src/snapshot/store-decision.ts';
import { exampleSnapshot } from './example-snapshot.ts';

const THEN = '2020-01-01T00:00:00Z';
const data = { a: [1, 'x'], resolvedAt: THEN };

async function rendered(
  name: SnapshotFormatName,
  bare: boolean,
  ...example: Parameters<typeof exampleSnapshot>
): Promise<Rendered> {
  const format = await snapshotFormats[name].load();
  const { value } = renderSnapshot(exampleSnapshot(...example), format, { bare, sorted: true });
  return value ?? { bytes: new Uint8Array(), resolvedAt: undefined };
}

describe.each(Object.keys(snapshotFormats) as SnapshotFormatName[])('%s', (name) => {
  test('another resolvedAt alone is no reason to write, and the old one stays', async () => {
    const { bytes } = await rendered(name, false, data, { resolvedAt: THEN });
    expect(storeDecision(bytes, await rendered(name, false, data))).toEqual({ write: false, resolvedAt: THEN });
  });

  test.each([
    ['data', { ...data, a: [2, 'x'] }, {}],
    ['data that looks like the time', { ...data, resolvedAt: '2021-01-01T00:00:00Z' }, {}],
    ['the schema sequence', data, { schemaSequence: 13 }],
    ['the validation status', data, { valid: false }],
    ['the schema version', data, { schema: { id: 'schemas/apps/billing/v2', version: 'v3' } }],
  ])('a change of %s is written', async (_, changed, changes) => {
    const { bytes } = await rendered(name, false, data, { resolvedAt: THEN });
    expect(storeDecision(bytes, await rendered(name, false, changed, changes))).toEqual({ write: true });
  });

  test('a bare file is written when its data changed', async () => {
    const now = await rendered(name, true, data);
    expect(storeDecision((await rendered(name, true, data, { resolvedAt: THEN })).bytes, now)).toEqual({
      write: false,
      resolvedAt: null,
    });
    expect(storeDecision((await rendered(name, true, { ...data, b: 1 })).bytes, now)).toEqual({ write: true });
    expect(storeDecision((await rendered(name, false, data)).bytes, now)).toEqual({ write: true });
  });

  test('no file, an empty one, and a file damaged anywhere are written', async () => {
    const now = await rendered(name, false, data);
    expect(storeDecision(undefined, now)).toEqual({ write: true });
    expect(storeDecision(new Uint8Array(), now)).toEqual({ write: true });
    const { start, end } = now.resolvedAt ?? { start: 0, end: 0 };
    fc.assert(
      fc.property(fc.nat(now.bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(now.bytes);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const decision = storeDecision(damaged, now);
        const isOtherInstant = at >= start && at < end && !decision.write && isInstantText(String(decision.resolvedAt));
        expect(decision.write || isOtherInstant).toBe(true);
      }),
    );
  });
});
