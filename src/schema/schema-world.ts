import type { JsonValue } from '../model/json.ts';
import { childPointer, parsePointer, step, valueAt, type Pointer } from '../model/pointer.ts';
import type { ReferenceKeyword, SchemaNode, SchemaTarget, SchemaWorld, ValueChecks } from '../model/schema-world.ts';
import { isSecretReference } from '../model/secret-reference.ts';
import type { Site } from '../model/source.ts';
import type { CompiledPattern } from '../patterns/compile-pattern.ts';
import { isBase64 } from './formats/base64.ts';
import { numberFormats, stringFormats } from './formats/formats.ts';
import { resourceAt } from './index/resource-at.ts';
import type { Target } from './index/resolve-reference.ts';
import type { SchemaDocument } from './index/schema-document.ts';
import { isSchema } from './index/subschemas.ts';
import type { LinkedSchema } from './linked-schema.ts';

export interface SchemaWorldParts extends LinkedSchema {
  readonly secretSchemes: readonly string[];
  readonly pattern: (source: string) => CompiledPattern;
  readonly accepts: (document: JsonValue, environment: string | undefined) => boolean | undefined;
  /** What the root's document is called in `SchemaNode.document`; its id, or its address, where it is left out. */
  readonly name?: string | undefined;
}

const linked = new WeakMap<SchemaWorld, LinkedSchema>();

export function schemaWorld(parts: SchemaWorldParts): SchemaWorld {
  const world = new ClosureWorld(parts);
  linked.set(world, parts);
  return world;
}

/** What a world was made of, for whoever writes the schema anew. */
export function linkedSchema(world: SchemaWorld): LinkedSchema {
  const parts = linked.get(world);
  if (parts === undefined) throw new Error('no schema of this room');
  return parts;
}

interface ClosureNode extends SchemaNode {
  readonly of: SchemaDocument;
}

class ClosureWorld implements SchemaWorld {
  readonly root: SchemaNode;
  readonly checks: ValueChecks;
  readonly #parts: SchemaWorldParts;
  readonly #nodes = new Map<SchemaDocument, Map<Pointer, ClosureNode>>();
  /** How many resources have a dynamic anchor of this name: where it is one, there is nothing to choose. */
  readonly #anchors = new Map<string, number>();

  constructor(parts: SchemaWorldParts) {
    this.#parts = parts;
    this.checks = valueChecks(parts);
    for (const { resources } of parts.closure.documents) {
      for (const name of resources.flatMap((each) => [...each.dynamicAnchors.keys()])) {
        this.#anchors.set(name, (this.#anchors.get(name) ?? 0) + 1);
      }
    }
    const { document, pointer } = parts.resource;
    const value = valueAt(document.value, parsePointer(pointer) ?? []);
    if (!isSchema(value)) throw new Error(`no schema at ${document.uri}#${pointer}`);
    this.root = this.#node(document, pointer, value);
  }

  child(node: SchemaNode, tokens: readonly string[]): SchemaNode | undefined {
    let value: JsonValue | undefined = node.schema;
    let { pointer } = node;
    for (const token of tokens) {
      value = value === undefined ? undefined : step(value, token);
      pointer = childPointer(pointer, token);
    }
    return isSchema(value) ? this.#node(documentOf(node), pointer, value) : undefined;
  }

  target(node: SchemaNode, keyword: ReferenceKeyword): SchemaTarget | undefined {
    const found = this.#parts.library.target(documentOf(node), keyword, node.pointer);
    if (found === undefined || !isSchema(found.value)) return undefined;
    const isDynamic = keyword !== '$ref' && this.#hasChoice(found);
    return { node: this.#node(found.resource.document, found.pointer, found.value), isDynamic };
  }

  siteOf(node: SchemaNode, tokens: readonly string[] = [], at: 'key' | 'value' = 'value'): Site {
    return documentOf(node).siteOf(tokens.reduce(childPointer, node.pointer), at);
  }

  accepts(document: JsonValue, environment?: string): boolean | undefined {
    return this.#parts.accepts(document, environment);
  }

  #hasChoice({ anchor, resource }: Target): boolean {
    return anchor !== undefined && resource.dynamicAnchors.has(anchor) && (this.#anchors.get(anchor) ?? 0) > 1;
  }

  #node(of: SchemaDocument, pointer: Pointer, schema: SchemaNode['schema']): ClosureNode {
    let nodes = this.#nodes.get(of);
    if (nodes === undefined) this.#nodes.set(of, (nodes = new Map()));
    let node = nodes.get(pointer);
    if (node === undefined) {
      const { draft } = resourceAt(of, pointer).dialect;
      node = { schema, draft, document: this.#nameOf(of), pointer, of };
      nodes.set(pointer, node);
    }
    return node;
  }

  #nameOf(document: SchemaDocument): string {
    const { name, closure } = this.#parts;
    return document === closure.root && name !== undefined ? name : (document.id ?? document.uri);
  }
}

/** Nodes come from this world alone. */
function documentOf(node: SchemaNode): SchemaDocument {
  return (node as ClosureNode).of;
}

function valueChecks({ secretSchemes, pattern }: SchemaWorldParts): ValueChecks {
  return {
    matches: (source, text) => {
      const compiled = pattern(source);
      return compiled.ok && text.length <= compiled.limit ? compiled.test(text) : undefined;
    },
    format: (name) => {
      if (Object.hasOwn(stringFormats, name)) return { of: 'string', test: stringFormats[name] as (text: string) => boolean };
      if (Object.hasOwn(numberFormats, name)) return { of: 'number', test: numberFormats[name] as (value: number) => boolean };
      return undefined;
    },
    isBase64,
    isSecret: (text) => isSecretReference(text, secretSchemes),
  };
}
