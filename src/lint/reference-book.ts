import type { DocumentId } from '../model/document-id.ts';
import { isObject, member, type JsonValue } from '../model/json.ts';
import { parsePointer } from '../model/pointer.ts';
import { parseReference } from '../resolver/reference.ts';
import { areOnOnePath } from './place.ts';

type Tokens = readonly string[];

/** A reference whose id has placeholders: what stands around them, and the part of the document that it leads to. */
interface Pattern {
  readonly literals: readonly string[];
  readonly tokens: Tokens;
}

const mostLiterals = 32;
/** With more it is simply said that any document may be referred to. */
const mostPatterns = 1000;

/**
 * What the references of all documents point at, whoever holds them: a place that one of them leads to, or through, is
 * needed for more than its layer. A placeholder may stand for any text.
 */
export class ReferenceBook {
  readonly #targets = new Map<string, Map<string, Tokens>>();
  readonly #patterns = new Map<string, Pattern>();
  readonly #matching = new Map<DocumentId, readonly Tokens[]>();

  note(from: DocumentId, value: JsonValue | undefined): void {
    if (typeof value !== 'object' || value === null) return;
    const text = isObject(value) ? member(value, '$ref') : undefined;
    if (typeof text === 'string') this.#noteText(from, text);
    for (const each of Object.values(value)) this.note(from, each);
  }

  /** Whether some reference needs what is written at a place. To be asked when all of them are noted. */
  needs(document: DocumentId, written: Tokens): boolean {
    for (const tokens of this.#targets.get(document)?.values() ?? []) if (areOnOnePath(tokens, written)) return true;
    return this.#matchingOf(document).some((tokens) => areOnOnePath(tokens, written));
  }

  #noteText(from: DocumentId, text: string): void {
    const [address = '', part = ''] = text.split('#', 2);
    const tokens = part.includes('{') ? [] : (parsePointer(part) ?? []);
    if (address.includes('{')) return this.#notePattern(address, part, tokens);
    const reference = parseReference(address === '' ? '#' : address, from);
    if (!('tokens' in reference)) return;
    const target = reference.id ?? from;
    const known = this.#targets.get(target);
    if (known === undefined) this.#targets.set(target, new Map([[part, tokens]]));
    else known.set(part, tokens);
  }

  #notePattern(address: string, part: string, tokens: Tokens): void {
    if (this.#patterns.size >= mostPatterns) this.#patterns.set('', { literals: [''], tokens: [] });
    else this.#patterns.set(`${address}#${part}`, { literals: literalsOf(address), tokens });
  }

  #matchingOf(document: DocumentId): readonly Tokens[] {
    const known =
      this.#matching.get(document) ??
      [...this.#patterns.values()].filter(({ literals }) => matches(document, literals)).map(({ tokens }) => tokens);
    this.#matching.set(document, known);
    return known;
  }
}

/** Of an id that is all placeholders the beginning does. */
function literalsOf(address: string): readonly string[] {
  const literals = address.replace(/^\//, '').split(/\{[^{}]*\}/);
  return literals.length <= mostLiterals ? literals : literals.slice(0, 1);
}

/** A single literal is a beginning. */
function matches(id: string, literals: readonly string[]): boolean {
  const [first = '', ...rest] = literals;
  const last = rest.at(-1) ?? '';
  if (!id.startsWith(first) || !id.endsWith(last)) return false;
  let at = first.length;
  for (const literal of rest.slice(0, -1)) {
    const found = id.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return id.length - last.length >= at;
}
