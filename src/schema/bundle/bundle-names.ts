import { lastSegment, type DocumentId } from '../../model/document-id.ts';
import { parsePointer } from '../../model/pointer.ts';
import type { Place } from '../lowering/place.ts';

const containers: ReadonlySet<string> = new Set(['$defs', 'definitions', 'properties', 'items', 'allOf', 'anyOf', 'oneOf']);

/** Names of definitions, each given once: as it was called, with its document in front where two have one name, then numbered. */
export class BundleNames {
  readonly #taken = new Set<string>();

  give({ resource, pointer }: Place): string {
    const { id, uri } = resource.document;
    const document = id === undefined ? plainName(uri.replace(/^\w+:\/*/, '')) : plainName(id.replace(/^schemas\//, ''));
    const tokens = parsePointer(pointer) ?? [];
    const own = plainName(tokens.findLast((token) => !containers.has(token)) ?? tokens.at(-1) ?? '');
    const short = id === undefined ? document : plainName(shortName(id));
    const candidates = own === '' ? [short, document] : [own, `${document}-${own}`];
    const name = candidates.find((each) => !this.#taken.has(each)) ?? this.#numbered(candidates.at(-1) as string);
    this.#taken.add(name);
    return name;
  }

  #numbered(name: string): string {
    for (let n = 2; ; n++) if (!this.#taken.has(`${name}-${n}`)) return `${name}-${n}`;
  }
}

/** The family of a version: `network` for `schemas/platform/network/v1`. */
function shortName(id: DocumentId): string {
  const segments = id.split('/');
  return /^v\d/.test(lastSegment(id)) ? (segments.at(-2) ?? id) : lastSegment(id);
}

/** Needs no escape in a pointer or a URI. */
function plainName(text: string): string {
  return text
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
}
