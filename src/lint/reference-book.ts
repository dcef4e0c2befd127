import type { DocumentId } from '../model/document-id.ts';
import { isObject, member, type JsonValue } from '../model/json.ts';
import { parseReference } from '../resolver/reference.ts';
import { areOnOnePath } from './place.ts';

/** With more it is simply said that any document may be referred to. */
const mostBeginnings = 1000;

/**
 * What the references of all documents point at, whoever holds them: a place that one of them leads to, or through, is
 * needed for more than its layer. Of a reference with placeholders in its id only the beginning is certain.
 */
export class ReferenceBook {
  readonly #targets = new Map<string, Map<string, readonly string[]>>();
  readonly #beginnings = new Set<string>();

  note(from: DocumentId, value: JsonValue | undefined): void {
    if (typeof value !== 'object' || value === null) return;
    const text = isObject(value) ? member(value, '$ref') : undefined;
    if (typeof text === 'string') this.#noteText(from, text);
    for (const each of Object.values(value)) this.note(from, each);
  }

  /** Whether some reference needs what is written at a place. */
  needs(document: DocumentId, written: readonly string[]): boolean {
    for (const beginning of this.#beginnings) if (document.startsWith(beginning)) return true;
    for (const tokens of this.#targets.get(document)?.values() ?? []) if (areOnOnePath(tokens, written)) return true;
    return false;
  }

  #noteText(from: DocumentId, text: string): void {
    const [address = '', part = ''] = text.split('#', 2);
    const brace = address.indexOf('{');
    if (brace >= 0) {
      const most = this.#beginnings.size >= mostBeginnings;
      this.#beginnings.add(most ? '' : address.slice(address.startsWith('/') ? 1 : 0, brace));
      return;
    }
    const reference = parseReference(part.includes('{') ? address : text, from);
    if (!('tokens' in reference)) return;
    const target = reference.id ?? from;
    const known = this.#targets.get(target);
    if (known === undefined) this.#targets.set(target, new Map([[part, reference.tokens]]));
    else known.set(part, reference.tokens);
  }
}
