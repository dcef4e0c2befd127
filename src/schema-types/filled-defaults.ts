import type { SchemaNode, SchemaWorld } from '../model/schema-world.ts';
import { itemKeys, mapped, schemaKeys, type SchemaKeys } from './schema-keys.ts';

type Edges = Map<SchemaNode, SchemaNode[]>;

/**
 * Which properties are there in all resolved data because their defaults are filled in: those of plain `properties`, reached
 * through references, `allOf`, properties and items alone. A default that only some environments get is none.
 */
export class FilledDefaults {
  readonly #world: SchemaWorld;
  /** Schemas that state a default for their value, themselves or through what they always apply. */
  #stating: ReadonlySet<SchemaNode> = new Set();
  /** Names of properties with a default that depends on the environment, wherever they stand. */
  readonly #limited = new Set<string>();
  #reaching: ReadonlySet<SchemaNode> = new Set();

  constructor(world: SchemaWorld) {
    this.#world = world;
    this.#scan();
  }

  /** @param child the schema of the property */
  isFilled(name: string, child: SchemaNode): boolean {
    return name !== '__proto__' && !this.#limited.has(name) && this.#stating.has(child);
  }

  /** Whether anything is filled in into the values of a schema, at any depth. */
  reaches(node: SchemaNode): boolean {
    return this.#reaching.has(node);
  }

  #scan(): void {
    const [always, within]: [Edges, Edges] = [new Map(), new Map()];
    const found = new Map<SchemaNode, SchemaKeys>();
    const queue = [this.#world.root];
    for (const node of queue) {
      if (found.has(node)) continue;
      const keys = schemaKeys(this.#world, node);
      found.set(node, keys);
      const same = [...keys.references, ...keys.allOf].filter((each) => each !== undefined);
      const parts = this.#parts(node, keys);
      for (const next of same) noteEdge(always, next, node);
      for (const next of [...same, ...parts]) noteEdge(within, next, node);
      queue.push(...same, ...parts);
    }
    const having = (keyword: string): SchemaNode[] =>
      [...found].filter(([, { schema }]) => Object.hasOwn(schema, keyword)).map(([node]) => node);
    this.#stating = upwards(
      having('default').filter(({ document }) => !document.startsWith('http')),
      always,
    );
    const environments = upwards(having('x-confman-allowed-environments'), always);
    const filling: SchemaNode[] = [];
    for (const [node, { schema }] of found) {
      const stated = mapped(this.#world, node, schema, 'properties').filter(([, child]) => this.#stating.has(child));
      if (stated.length > 0) filling.push(node);
      for (const [name, child] of stated) if (environments.has(child)) this.#limited.add(name);
    }
    this.#reaching = upwards(filling, within);
  }

  #parts(node: SchemaNode, { schema }: SchemaKeys): SchemaNode[] {
    const { places, rest } = itemKeys(this.#world, node, schema);
    const maps = ['properties', 'patternProperties'].flatMap((each) => mapped(this.#world, node, schema, each));
    const additional = this.#world.child(node, ['additionalProperties']);
    return [...maps.map(([, child]) => child), additional, ...places, typeof rest === 'boolean' ? undefined : rest].filter(
      (each) => each !== undefined,
    );
  }
}

function noteEdge(edges: Edges, to: SchemaNode, from: SchemaNode): void {
  const known = edges.get(to);
  if (known === undefined) edges.set(to, [from]);
  else known.push(from);
}

function upwards(start: readonly SchemaNode[], edges: Edges): ReadonlySet<SchemaNode> {
  const found = new Set(start);
  for (const node of found) for (const holder of edges.get(node) ?? []) found.add(holder);
  return found;
}
