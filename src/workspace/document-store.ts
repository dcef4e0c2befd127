import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { decodeText } from '../documents/decode-text.ts';
import { parseDocument, type Parsed } from '../documents/parse-document.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { isObject, member } from '../model/json.ts';
import type { Source } from '../model/source.ts';
import type { DocumentIndex, IndexedFile } from './document-index.ts';
import type { FileTree } from './file-tree.ts';
import { invalidText } from './invalid-text.ts';
import type { LoadedDocument } from './loaded-document.ts';
import { readFailure } from './read-failure.ts';
import type { Limits } from './settings.ts';
import type { ParsedDocuments } from './parsed-documents.ts';

/** The documents of one run by id, each read and parsed at most once while it is kept. */
export class DocumentStore {
  readonly index: DocumentIndex;
  readonly #tree: FileTree;
  readonly #limits: Limits;
  readonly #parsed: ParsedDocuments | undefined;
  readonly #loaded = new Map<DocumentId, LoadedDocument>();

  /** @param parsed documents that other stores of the same limits have parsed, and what this one adds to them */
  constructor(tree: FileTree, index: DocumentIndex, limits: Limits, parsed?: ParsedDocuments) {
    this.#tree = tree;
    this.index = index;
    this.#limits = limits;
    this.#parsed = parsed;
    parsed?.join();
  }

  has(id: DocumentId): boolean {
    return this.index.files.has(id);
  }

  /** Undefined where there is no such document. */
  get(id: DocumentId): LoadedDocument | undefined {
    const known = this.#loaded.get(id);
    if (known !== undefined) return known;
    const document = this.take(id);
    if (document === undefined) return undefined;
    this.#loaded.set(id, document);
    if (document.oid !== '') this.#parsed?.set(keyOf(document.id, document.source.path, document.oid), document);
    return document;
  }

  /** Like `get`, but keeps nothing: for documents that one app alone uses, so that memory does not grow with their number. */
  take(id: DocumentId): LoadedDocument | undefined {
    const known = this.#loaded.get(id);
    if (known !== undefined) return known;
    const file = this.index.files.get(id);
    if (file === undefined) return undefined;
    const { path, oid } = file.entry;
    // The working tree knows an object name when it has read the content.
    const parsed = oid === undefined ? undefined : this.#parsed?.get(keyOf(id, path, oid));
    if (parsed !== undefined) return parsed;
    const loaded = this.#load(file);
    if (loaded.oid !== '') this.#parsed?.pass(keyOf(id, path, loaded.oid), loaded);
    return loaded;
  }

  #load(file: IndexedFile): LoadedDocument {
    const { id, entry, format } = file;
    const empty: Source = { path: entry.path, format, text: '' };
    const failed = (oid: string, finding: Diagnostic): LoadedDocument => ({
      id,
      kind: kindOf(id),
      source: empty,
      oid,
      parsed: undefined,
      diagnostics: [finding],
    });
    if ((entry.size ?? 0) > this.#limits.fileBytes)
      return failed(entry.oid ?? '', tooLarge(empty, entry.size ?? 0, this.#limits.fileBytes));
    const blob = this.#tree.read(entry);
    if ('reason' in blob) return failed('', readFailure(entry.path, blob.reason));
    if (blob.bytes.byteLength > this.#limits.fileBytes)
      return failed(blob.oid, tooLarge(empty, blob.bytes.byteLength, this.#limits.fileBytes));
    const decoded = decodeText(blob.bytes);
    if ('invalidAt' in decoded) return failed(blob.oid, invalidText(empty, blob.bytes, decoded.invalidAt));
    const source: Source = { path: entry.path, format, text: decoded.text };
    const { value: parsed, diagnostics } = parseDocument(source, this.#limits);
    const wrong = parsed === undefined ? undefined : wrongId(id, source, parsed);
    return {
      id,
      kind: kindOf(id),
      source,
      oid: blob.oid,
      parsed,
      diagnostics: wrong === undefined ? diagnostics : [...diagnostics, wrong],
    };
  }
}

/** A document is its content at its place. */
function keyOf(id: DocumentId, path: string, oid: string): string {
  return `${id}\0${path}\0${oid}`;
}

function tooLarge(source: Source, bytes: number, limit: number): Diagnostic {
  return diagnostic(
    'documents/too-large',
    { bytes, limit },
    {
      site: { source, pointer: '', at: { start: 0, end: 0 } },
      hint: 'Split the file, or raise limits.fileBytes in confman.json5',
    },
  );
}

function wrongId(id: DocumentId, source: Source, parsed: Parsed): Diagnostic | undefined {
  const stated = isObject(parsed.value) ? member(parsed.value, '_id') : undefined;
  if (stated === undefined || stated === id || stated === `/${id}` || id.startsWith('schemas/')) return undefined;
  const shown = typeof stated === 'string' ? stated : JSON.stringify(stated);
  return diagnostic(
    'workspace/wrong-id',
    { stated: shown, id },
    { site: { source, pointer: '/_id', at: 'value' }, hint: `Write "${id}", or leave _id out` },
  );
}
