import { parseDocumentId, withoutExtension, type DocumentId } from '../model/document-id.ts';
import { parsePointer } from '../model/pointer.ts';

/** A `$ref` read. `id` is undefined where the reference points into its own document. */
export interface Reference {
  readonly id: DocumentId | undefined;
  readonly tokens: readonly string[];
}

export type ReferenceProblem = { readonly relative: true; readonly meant: string } | { readonly reason: string };

/** @param from the document that holds the reference: only to name the right spelling of a relative one */
export function parseReference(text: string, from: DocumentId): Reference | ReferenceProblem {
  const hash = text.indexOf('#');
  const address = hash < 0 ? text : text.slice(0, hash);
  const tokens = hash < 0 ? [] : parsePointer(text.slice(hash + 1));
  if (/^\.\.?(?:\/|$)/.test(address)) return { relative: true, meant: absolute(address, from) + text.slice(address.length) };
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(address))
    return { reason: 'nothing is ever fetched, a reference names a document of this tree' };
  if (tokens === undefined) return { reason: 'the part after # is no JSON Pointer, which is empty or starts with /' };
  if (address === '') return hash < 0 ? { reason: 'it is empty' } : { id: undefined, tokens };
  const id = parseDocumentId(address);
  if (id !== undefined) return { id, tokens };
  return { reason: 'an id is made of segments of letters, digits, . _ - with / between them' };
}

function absolute(address: string, from: DocumentId): string {
  const segments = from.split('/').slice(0, -1);
  for (const part of withoutExtension(address).split('/')) {
    if (part === '..') segments.pop();
    else if (part !== '.' && part !== '') segments.push(part);
  }
  return segments.join('/');
}
