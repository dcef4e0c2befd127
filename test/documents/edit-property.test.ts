import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edit } from '../../src/documents/edit.ts';
import { layoutOf } from '../../src/documents/source-index.ts';
import type { LayoutNode } from '../../src/documents/layout.ts';
import { parseDocument } from '../../src/documents/parse-document.ts';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import { isArray, type JsonValue } from '../../src/model/json.ts';
import { formatPointer, parsePointer } from '../../src/model/pointer.ts';
import type { Source } from '../../src/model/source.ts';
import { jsonValue, key, seed } from './arbitrary.ts';
import { Json5Printer } from './json5-printer.ts';
import { at, patched, randomEdit } from './random-edit.ts';
import { Random } from './random.ts';

const sourceOf = (text: string): Source => ({ path: 'a.json5', format: 'json5', text });

function valueOf(text: string): JsonValue | undefined {
  return parseDocument(sourceOf(text), defaultDocumentLimits).value?.value;
}

/** The text of every scalar that both layouts have at the same place, with the text of its key. */
function keptTexts(text: string, node: LayoutNode, tokens: readonly string[] = []): Map<string, string> {
  const own =
    node.children.length > 0
      ? []
      : [[formatPointer(tokens), text.slice(node.keyStart < 0 ? node.start : node.keyStart, node.end)] as const];
  return new Map([
    ...own,
    ...node.children.flatMap((child, i) => [...keptTexts(text, child, [...tokens, child.key ?? String(i)])]),
  ]);
}

describe('edit', () => {
  test('the edited text has the edited value, and other entries are written as they were', () => {
    fc.assert(
      fc.property(jsonValue, jsonValue, key, seed, (value, added, name, style) => {
        const random = new Random(style);
        const text = new Json5Printer(random).document(value);
        const change = randomEdit(value, random, name, added);
        fc.pre(change !== undefined);
        const edited = edit(sourceOf(text), [change]);
        const shown = JSON.stringify({ text, change, edited });
        const wanted = JSON.stringify(valueOf(new Json5Printer(new Random(1)).document(patched(value, change))));
        expect(JSON.stringify(valueOf(edited)), shown).toBe(wanted);
        const parent = change.pointer.slice(0, Math.max(0, change.pointer.lastIndexOf('/')));
        const before = keptTexts(text, layoutOf(sourceOf(text)).root as LayoutNode);
        const after = keptTexts(edited, layoutOf(sourceOf(edited)).root as LayoutNode);
        for (const [pointer, written] of before) {
          const concerned = isArray(at(value, parsePointer(parent) ?? [])) && change.op !== 'set' ? parent : change.pointer;
          if (pointer === concerned || pointer.startsWith(`${concerned}/`) || concerned.startsWith(`${pointer}/`)) continue;
          expect(after.get(pointer), shown).toBe(written);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a new entry leaves every comment where it is', () => {
    fc.assert(
      fc.property(jsonValue, jsonValue, key, seed, (value, added, name, style) => {
        const random = new Random(style);
        const text = new Json5Printer(random).document(value);
        const change = randomEdit(value, random, name, added);
        fc.pre(change?.op === 'insert' && isArray(at(value, parsePointer(change.pointer)?.slice(0, -1) ?? [])));
        const comments = (of: string): string[] => layoutOf(sourceOf(of)).comments.map(({ start, end }) => of.slice(start, end));
        expect(comments(edit(sourceOf(text), [change]))).toEqual(comments(text));
      }),
      { numRuns: 1000 },
    );
  });
});
