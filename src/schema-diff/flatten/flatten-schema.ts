import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { appliedSchemas, type Applied } from './applied-schemas.ts';
import { FactReader } from './facts-of.ts';
import type { FlatRow, FlatSchema } from './flat-row.ts';
import { rowOf } from './row-of.ts';
import { isBareReference } from '../../model/spoken-keywords.ts';
import { schemaParts, type SchemaPart } from './schema-parts.ts';
import { SecretPaths } from './secret-paths.ts';
import { bothFacts, eitherFacts, anyValue, type ValueFacts } from './value-facts.ts';

export interface FlattenOptions {
  /** 5,000 where it is left out. */
  readonly maxRows?: number | undefined;
}

const DEFAULT_ROWS = 5000;
/** Deeper data is refused in any case. */
const MAX_DEPTH = 64;
/** Schemas that are looked at; those that speak about several places count for each. */
const MAX_STEPS = 500_000;

/**
 * A schema as a list of the places of its data, each before its parts. Through references, `allOf` and all branches; a schema
 * within itself is marked and not followed. What a row says holds for every value that the schema accepts there, in the
 * branches that the row names.
 */
export function flattenSchema(world: SchemaWorld, { maxRows = DEFAULT_ROWS }: FlattenOptions = {}): FlatSchema {
  const walk = new Walk(world, maxRows);
  walk.part({ segment: '', required: true, start: [{ node: world.root, when: undefined }] }, '', 0);
  return { rows: walk.rows, cut: walk.cut };
}

class Walk {
  readonly rows: FlatRow[] = [];
  cut: string | undefined;
  readonly #world: SchemaWorld;
  readonly #maxRows: number;
  readonly #facts: FactReader;
  readonly #secrets: SecretPaths;
  readonly #numbers = new Map<SchemaNode, number>();
  /** The sets of schemas that are being followed, and their paths. */
  readonly #open = new Map<string, string>();
  #steps = 0;
  #stopped = false;

  constructor(world: SchemaWorld, maxRows: number) {
    this.#world = world;
    this.#maxRows = maxRows;
    this.#facts = new FactReader(world);
    this.#secrets = new SecretPaths(world, this.#spend);
  }

  part(part: SchemaPart, path: string, depth: number): void {
    if (this.rows.length >= this.#maxRows) this.#stop(`there are more than ${this.#maxRows} places`);
    if (this.#stopped) return;
    const applied = appliedSchemas(this.#world, part.start, this.#spend);
    const key = this.#keyOf(part.start);
    const recursive = this.#open.get(key);
    const parts = recursive === undefined ? schemaParts(this.#world, applied) : [];
    this.#add(part, path, applied, recursive);
    if (parts.length === 0) return;
    if (depth >= MAX_DEPTH) {
      this.cut ??= `it is nested more than ${MAX_DEPTH} deep`;
      return;
    }
    this.#open.set(key, path);
    for (const each of parts) this.part(each, path === '' ? each.segment : `${path}/${each.segment}`, depth + 1);
    this.#open.delete(key);
  }

  readonly #spend = (): boolean => {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) this.#stop('its branches and references come to too many combinations');
    return !this.#stopped;
  };

  #stop(reason: string): void {
    this.cut = this.#stopped ? this.cut : reason;
    this.#stopped = true;
  }

  #add(part: SchemaPart, path: string, applied: readonly Applied[], recursive: string | undefined): void {
    const facts = this.#factsOf(part.start);
    if (path === '' && (facts.types.size === anyValue.types.size || isPlainObject(facts))) return;
    const secrets = this.#secrets.of(applied);
    this.rows.push(rowOf({ part, path, applied, facts, recursive, secrets, root: this.#world.root }));
  }

  /** Branches say something only where nothing is said in all cases. */
  #factsOf(start: readonly Applied[]): ValueFacts {
    const always = start.filter(({ when }) => when === undefined);
    if (always.length > 0) return always.map(({ node }) => this.#facts.of(node)).reduce(bothFacts, anyValue);
    return start.length === 0 ? anyValue : eitherFacts(start.map(({ node }) => this.#facts.of(node)));
  }

  /** Equal for places that the same schemas speak about. */
  #keyOf(start: readonly Applied[]): string {
    const numbers = start.map(({ node, when }) => {
      const target = this.#behind(node);
      const known = this.#numbers.get(target) ?? this.#numbers.size;
      this.#numbers.set(target, known);
      return when === undefined ? known : -known - 1;
    });
    return [...new Set(numbers)].sort((a, b) => a - b).join(' ');
  }

  /** What a schema that is a reference and says nothing of parts stands for. */
  #behind(node: SchemaNode): SchemaNode {
    let at = node;
    for (let hops = 0; hops < 32; hops++) {
      const target = isBareReference(at) ? this.#world.target(at, '$ref') : undefined;
      if (target === undefined) return at;
      at = target.node;
    }
    return at;
  }
}

/** Every app is one: there is nothing to tell. */
function isPlainObject({ types, values }: ValueFacts): boolean {
  return types.size === 1 && types.has('object') && values === undefined;
}
