import { isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { subschemasOf } from '../index/subschemas.ts';
import { definitionName } from './recursive-names.ts';

export interface WrittenSize {
  /** Schemas, each as often as it would be written. */
  readonly count: number;
  /** Levels of schemas in schemas. */
  readonly depth: number;
}

/** How large a bundle is without its references. Each definition is measured once. */
export class SizeReader {
  readonly #dialect: Dialect;
  readonly #definitions: JsonObject;
  readonly #kept: ReadonlySet<string>;
  readonly #known = new Map<string, WrittenSize>();

  /**
   * @param definitions of the bundle
   * @param kept names of those that stay behind references; all that contain themselves are among them
   */
  constructor(dialect: Dialect, definitions: JsonObject, kept: ReadonlySet<string>) {
    this.#kept = kept;
    this.#dialect = dialect;
    this.#definitions = definitions;
  }

  /** Definitions within the schema are measured where they are referred to. */
  of(schema: JsonValue): WrittenSize {
    if (!isObject(schema)) return { count: 1, depth: 1 };
    const reference = member(schema, '$ref');
    const parts = subschemasOf(schema, this.#dialect).filter(({ applicator }) => applicator.reach !== 'nowhere');
    const sizes = parts.map(({ value }) => this.of(value));
    const name = typeof reference === 'string' ? definitionName(reference) : undefined;
    if (name !== undefined && !this.#kept.has(name)) sizes.push(this.named(name));
    const count = sizes.reduce((sum, size) => sum + size.count, 1);
    return { count, depth: 1 + Math.max(0, ...sizes.map(({ depth }) => depth)) };
  }

  named(name: string): WrittenSize {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const size = this.of(member(this.#definitions, name) ?? true);
    this.#known.set(name, size);
    return size;
  }
}
