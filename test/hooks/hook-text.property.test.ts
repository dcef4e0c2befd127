import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hookChecks, readSpec, specText, type HookSpec } from '../../src/pipeline/hooks/hook-spec.ts';
import {
  findOurs,
  isCurrent,
  newHook,
  withOthers,
  withoutOurs,
  withOursFirst,
  withOursLast,
} from '../../src/pipeline/hooks/hook-text.ts';

const folder = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
const workspace = fc.record({ folder, schemas: folder, checks: fc.subarray([...hookChecks]) });
const spec: fc.Arbitrary<HookSpec> = fc.record({
  workspaces: fc.array(workspace, { maxLength: 3 }),
  node: fc.option(folder, { nil: undefined }),
});
const line = fc.oneof(fc.constantFrom('#!/bin/sh', 'exit 0', '', '\r', '# >>> not ours', '\xff\0'), fc.string());
const text = fc.tuple(fc.array(line), fc.boolean()).map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));

test('a hook that had our lines in it is what it was, byte for byte', () => {
  fc.assert(
    fc.property(text, spec, spec, fc.constantFrom(withOursFirst, withOursLast), (before, first, second, add) => {
      const bytes = Buffer.from(before, 'utf8').toString('latin1');
      const ours = findOurs(add(bytes, first));
      if (ours === undefined || ours === 'damaged') throw new Error('not found');
      expect([isCurrent(ours), withoutOurs(ours)]).toEqual([true, bytes]);
      const again = findOurs(withOthers(ours, { ...ours.spec, workspaces: second.workspaces }));
      if (again === undefined || again === 'damaged') throw new Error('not found');
      expect([isCurrent(again), withoutOurs(again)]).toEqual([true, bytes]);
    }),
  );
});

test('a hook of ours alone leaves nothing', () => {
  fc.assert(
    fc.property(spec, (each) => {
      const ours = findOurs(newHook({ ...each, created: true }));
      if (ours === undefined || ours === 'damaged') throw new Error('not found');
      expect(withoutOurs(ours)).toBeUndefined();
    }),
  );
});

test('what a hook is made of is read as it was written', () => {
  fc.assert(
    fc.property(spec, (each) => {
      const written = specText(each);
      expect(written).toMatch(/^[ -~]*$/);
      expect(specText(readSpec(written) as HookSpec)).toBe(written);
    }),
  );
});

test.each([
  '',
  'null',
  '[]',
  '{"workspaces":1}',
  '{"workspaces":[{}]}',
  '{"workspaces":[],"created":1}',
  '{"workspaces":[null]}',
])('what confman cannot have written is not read: %s', (written) => expect(readSpec(written)).toBeUndefined());
