import { parsePointer } from '../model/pointer.ts';
import type { SchemaNode } from '../model/schema-world.ts';

const containers: ReadonlySet<string> = new Set([
  '$defs',
  'definitions',
  'properties',
  'items',
  'additionalProperties',
  'allOf',
  'anyOf',
]);

/** Names for declarations, each given once: after the definition, with its document where two have the same, then with a number. */
export class TypeNames {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** @param suffix behind every name that is tried */
  give(node: SchemaNode, suffix: string): string {
    const document = pascalCase(node.document.replace(/^schemas\//, '').replace(/^https?:\/\//, ''));
    const tokens = parsePointer(node.pointer) ?? [];
    const own = pascalCase(tokens.findLast((token) => !containers.has(token)) ?? tokens.at(-1) ?? '');
    const candidates = tokens.length === 0 ? [document] : [own, document + own];
    return this.#first(candidates.map((name) => asIdentifier(name) + suffix));
  }

  #first(candidates: readonly string[]): string {
    const free = candidates.find((name) => !this.#taken.has(name)) ?? this.#numbered(candidates.at(-1) as string);
    this.#taken.add(free);
    return free;
  }

  #numbered(name: string): string {
    for (let n = 2; ; n++) if (!this.#taken.has(`${name}${n}`)) return `${name}${n}`;
  }
}

function pascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 120);
}

function asIdentifier(name: string): string {
  if (name === '') return 'Schema';
  return /^\d/.test(name) ? `Schema${name}` : name;
}
