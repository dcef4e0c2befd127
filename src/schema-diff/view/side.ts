import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ReferenceKeyword, SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { referenceStandsAlone, speaks } from './speaks.ts';

/** A schema object that a value has to meet, with others. */
export interface Conjunct {
  readonly node: SchemaNode;
  /** The keywords that count in its draft; references and `allOf` are conjuncts of their own. */
  readonly schema: JsonObject;
  /** The branch of `allOf` that it lies in, the outermost; undefined outside of any. */
  readonly branch: SchemaNode | undefined;
}

/** A reference that was not followed, or not surely to where it leads. */
export interface LooseReference {
  readonly node: SchemaNode;
  readonly keyword: ReferenceKeyword;
  readonly text: JsonValue;
  readonly isDynamic: boolean;
}

/** What one version demands of the values at a place: all of its conjuncts at once. */
export interface Side {
  readonly world: SchemaWorld;
  /** The schemas that apply to the place by themselves; mostly one. */
  readonly starts: readonly SchemaNode[];
  readonly conjuncts: readonly Conjunct[];
  /** No value is accepted. */
  readonly isFalse: boolean;
  readonly loose: readonly LooseReference[];
  /** Every schema that was passed through references. */
  readonly targets: readonly SchemaNode[];
}

export interface Stated {
  readonly conjunct: Conjunct;
  readonly value: JsonValue;
}

/** A schema of these alone says nothing by itself. */
const passed: ReadonlySet<string> = new Set(['$ref', 'allOf']);

const references: readonly ReferenceKeyword[] = ['$ref', '$dynamicRef', '$recursiveRef'];

export function sideOf(world: SchemaWorld, starts: readonly SchemaNode[]): Side {
  const gathering = new Gathering(world);
  for (const start of starts) gathering.add(start, undefined);
  const { conjuncts, isFalse, loose, targets } = gathering;
  return { world, starts, conjuncts, isFalse, loose, targets };
}

class Gathering {
  readonly conjuncts: Conjunct[] = [];
  readonly loose: LooseReference[] = [];
  readonly targets: SchemaNode[] = [];
  isFalse = false;
  readonly #world: SchemaWorld;
  readonly #seen = new Set<SchemaNode>();

  constructor(world: SchemaWorld) {
    this.#world = world;
  }

  /** Without recursion: chains of references and `allOf` may be as long as a document is. */
  add(start: SchemaNode, branch: SchemaNode | undefined): void {
    const waiting: [SchemaNode, SchemaNode | undefined][] = [[start, branch]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, within] = next;
      if (this.#seen.has(node)) continue;
      this.#seen.add(node);
      for (const each of this.#visit(node, within).reverse()) waiting.push(each);
    }
  }

  #visit(node: SchemaNode, branch: SchemaNode | undefined): [SchemaNode, SchemaNode | undefined][] {
    const { schema, draft } = node;
    if (!isObject(schema)) {
      this.isFalse ||= !schema;
      return [];
    }
    const targets = references.flatMap((keyword) => this.#follow(node, keyword));
    const further = targets.map((each): [SchemaNode, SchemaNode | undefined] => [each, branch]);
    if (referenceStandsAlone(draft) && typeof member(schema, '$ref') === 'string') return further;
    if (Object.keys(schema).some((keyword) => !passed.has(keyword))) this.conjuncts.push({ node, schema, branch });
    const list = member(schema, 'allOf');
    const branches = isArray(list) ? list.flatMap((_, i) => this.#world.child(node, ['allOf', String(i)]) ?? []) : [];
    return [...further, ...branches.map((each): [SchemaNode, SchemaNode | undefined] => [each, branch ?? each])];
  }

  #follow(node: SchemaNode, keyword: ReferenceKeyword): SchemaNode[] {
    const text = member(node.schema as JsonObject, keyword);
    if (text === undefined || !speaks(node.draft, keyword)) return [];
    const target = this.#world.target(node, keyword);
    if (target === undefined || target.isDynamic) {
      this.loose.push({ node, keyword, text, isDynamic: target !== undefined });
    }
    if (target === undefined) return [];
    this.targets.push(target.node);
    return [target.node];
  }
}

/** Every statement of a keyword that counts. */
export function stated(side: Side, keyword: string): Stated[] {
  const found: Stated[] = [];
  for (const conjunct of side.conjuncts) {
    const value = member(conjunct.schema, keyword);
    if (value !== undefined && speaks(conjunct.node.draft, keyword)) found.push({ conjunct, value });
  }
  return found;
}

/** The schema at a keyword of a conjunct, or deeper. */
export function childOf(side: Side, conjunct: Conjunct, tokens: readonly string[]): SchemaNode[] {
  const child = side.world.child(conjunct.node, tokens);
  return child === undefined ? [] : [child];
}
