import { isObject, member, type JsonValue } from '../../model/json.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { subschemasOf } from '../index/subschemas.ts';

export interface WrittenSize {
  /** Schemas, each as often as it would be written. */
  readonly count: number;
  /** Levels of schemas in schemas. */
  readonly depth: number;
}

/** How large a bundle is without its references. Each definition is measured once; one within itself counts nothing there. */
export class SizeReader {
  readonly #dialect: Dialect;
  readonly #definitions: JsonValue | undefined;
  readonly #known = new Map<string, WrittenSize>();

  /** @param definitions of the bundle */
  constructor(dialect: Dialect, definitions: JsonValue | undefined) {
    this.#dialect = dialect;
    this.#definitions = definitions;
  }

  /** Definitions within the schema are measured where they are referred to. */
  of(schema: JsonValue): WrittenSize {
    if (!isObject(schema)) return { count: 1, depth: 1 };
    const reference = member(schema, '$ref');
    const parts = subschemasOf(schema, this.#dialect).filter(({ applicator }) => applicator.reach !== 'nowhere');
    const sizes = parts.map(({ value }) => this.of(value));
    if (typeof reference === 'string') sizes.push(this.#named(reference.split('/')[2] ?? ''));
    const count = sizes.reduce((sum, size) => sum + size.count, 1);
    return { count, depth: 1 + Math.max(0, ...sizes.map(({ depth }) => depth)) };
  }

  #named(name: string): WrittenSize {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, { count: 1, depth: 1 });
    const definition = isObject(this.#definitions) ? member(this.#definitions, name) : undefined;
    const size = definition === undefined ? { count: 1, depth: 1 } : this.of(definition);
    this.#known.set(name, size);
    return size;
  }
}
