import { canonicalJson, compareKeys } from '../../model/canonical-json.ts';
import type { JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { anything } from './anything.ts';
import { colourCycles } from './colour-cycles.ts';
import { mapPart, schemasOf, type Part } from './part.ts';
import { partKey } from './part-key.ts';
import { nameOf, readParts } from './read-parts.ts';
import type { Shape } from './shape.ts';
import type { Atom, SchemaClass } from './schema-class.ts';

/** Sorts schemas of two worlds into classes of equal ones: whatever is written the same way is recognised at once. */
export class ClassTable {
  readonly #classes = new Map<SchemaNode, SchemaClass>();
  readonly #byKey = new Map<string, SchemaClass>();
  readonly #atoms = new Map<string, Atom>();
  readonly #fingerprints = new Map<SchemaWorld, string>();
  #count = 0;
  /** Names of environments that some field is limited to. */
  readonly environments = new Set<string>();

  /** How many schemas were looked at. */
  get size(): number {
    return this.#classes.size;
  }

  classOf(world: SchemaWorld, node: SchemaNode): SchemaClass {
    return this.#classes.get(node) ?? this.#classify([[world, node]], node);
  }

  /** Both at once, so that equal recursive schemas of the two are recognised as equal. */
  prepare(a: SchemaWorld, b: SchemaWorld): void {
    const roots = [
      [a, a.root],
      [b, b.root],
    ] as const;
    this.#classify(roots, a.root);
  }

  atom(part: Part<SchemaClass>): Atom {
    const own = partKey(part, ({ id }) => String(id));
    const key = part.op === 'unevaluated' ? `${own} of ${part.of.id}` : own;
    let atom = this.#atoms.get(key);
    if (atom === undefined) this.#atoms.set(key, (atom = { id: this.#atoms.size, part }));
    return atom;
  }

  #classify(roots: readonly (readonly [SchemaWorld, SchemaNode])[], wanted: SchemaNode): SchemaClass {
    const shapes = this.#explore(roots);
    const waiting = new Map(
      [...shapes].map(([node, { children }]) => [node, new Set(children.filter((child) => shapes.has(child)))]),
    );
    const holders = new Map<SchemaNode, SchemaNode[]>();
    for (const [node, children] of waiting) {
      for (const child of children) {
        const known = holders.get(child);
        if (known === undefined) holders.set(child, [node]);
        else known.push(node);
      }
    }
    const ready = [...waiting].filter(([, children]) => children.size === 0).map(([node]) => node);
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      waiting.delete(node);
      this.#settle(shapes.get(node) as Shape);
      for (const holder of holders.get(node) ?? []) {
        const left = waiting.get(holder);
        left?.delete(node);
        if (left?.size === 0) ready.push(holder);
      }
    }
    if (waiting.size > 0) this.#settleCycles([...waiting.keys()].map((node) => shapes.get(node) as Shape));
    return this.#classes.get(wanted) as SchemaClass;
  }

  /** Every schema that can be reached and has no class yet. */
  #explore(roots: readonly (readonly [SchemaWorld, SchemaNode])[]): Map<SchemaNode, Shape> {
    const shapes = new Map<SchemaNode, Shape>();
    const open = [...roots];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [world, node] = next;
      if (shapes.has(node) || this.#classes.has(node)) continue;
      const parts = readParts(world, node, () => this.#fingerprint(world));
      for (const part of parts) if (part.op === 'environments') for (const name of part.names) this.environments.add(name);
      const children = parts.flatMap(schemasOf);
      shapes.set(node, { node, world, parts, children });
      for (const child of children) open.push([world, child]);
    }
    return shapes;
  }

  /** A schema whose subschemas have their classes. */
  #settle(shape: Shape): void {
    const { node, parts } = shape;
    const [only] = parts;
    // A reference, or a list of one, is what it holds.
    if (parts.length === 1 && only?.op === 'schema') {
      this.#classes.set(node, this.#classes.get(only.schema) as SchemaClass);
      return;
    }
    const keys = parts.map((part) => partKey(part, (child) => String(this.#classes.get(child)?.id)));
    this.#classes.set(node, this.#named([...new Set(keys)].sort(compareKeys).join('\n'), shape));
  }

  #settleCycles(shapes: readonly Shape[]): void {
    const colours = colourCycles(shapes, (node) => this.#classes.get(node)?.id);
    const batch = `cycle ${this.#count} `;
    for (const shape of shapes) {
      this.#classes.set(shape.node, this.#named(batch + colours.get(shape.node), shape));
    }
  }

  #named(key: string, { node, world, parts }: Shape): SchemaClass {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    let atoms: readonly Atom[] | undefined;
    const build = (): readonly Atom[] => [
      ...new Set(parts.map((part) => this.atom(mapPart(part, (child) => this.#classes.get(child) as SchemaClass)))),
    ];
    const made: SchemaClass = {
      id: this.#count,
      node,
      world,
      mask: undefined,
      get parts() {
        return (atoms ??= build());
      },
    };
    this.#count += 1;
    this.#byKey.set(key, made);
    return made;
  }

  /** The texts of everything that a world refers to: equal worlds have equal ones. */
  #fingerprint(world: SchemaWorld): string {
    const known = this.#fingerprints.get(world);
    if (known !== undefined) return known;
    const seen = new Set<SchemaNode>([anything]);
    const texts = new Set<string>();
    const open = [world.root];
    const note = (node: SchemaNode): void => void texts.add(`${nameOf(world, node)}#${node.pointer} ${textOf(node.schema)}`);
    note(world.root);
    this.#fingerprints.set(world, '');
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef'] as const) {
        const target = world.target(node, keyword)?.node;
        if (target === undefined) continue;
        if (target.document !== world.root.document) note(target);
        open.push(target);
      }
      open.push(...readParts(world, node, () => '').flatMap(schemasOf));
    }
    const fingerprint = [...texts].sort(compareKeys).join('\n');
    this.#fingerprints.set(world, fingerprint);
    return fingerprint;
  }
}

function textOf(schema: JsonValue): string {
  return canonicalJson(schema);
}
