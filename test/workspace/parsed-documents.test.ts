import { expect, it } from 'vitest';
import type { DocumentId } from '../../src/model/document-id.ts';
import type { LoadedDocument } from '../../src/workspace/loaded-document.ts';
import { ParsedDocuments } from '../../src/workspace/parsed-documents.ts';

function document(text: string): LoadedDocument {
  const source = { path: 'configs/a/config.json5', text, format: 'json5' } as const;
  return { id: 'a/config' as DocumentId, kind: 'config', source, oid: text, parsed: undefined, diagnostics: [] };
}

it('what one app alone uses is kept for a second store, and not for nobody', () => {
  const parsed = new ParsedDocuments();
  parsed.join();
  parsed.pass('one', document('1'));
  expect(parsed.get('one')).toBeUndefined();
  parsed.join();
  const kept = document('2');
  parsed.pass('two', kept);
  expect(parsed.get('two')).toBe(kept);
  for (let i = 0; i < 32; i += 1) parsed.pass(`later ${i}`, document('3'));
  expect(parsed.get('two')).toBeUndefined();
});
