import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { Source } from '../../model/source.ts';
import { readTree } from './read-tree.ts';
import { isReference, type ArrayNode, type LeafNode, type ObjectNode, type TreeNode, type TreeProperty } from './schema-tree.ts';
import { ANY_SCALAR, treeFormat, treeFormats, type Bounded } from './tree-formats.ts';
import { withHints } from './tree-hints.ts';
import { nodeAt, referenceTokens } from './tree-reference.ts';

export interface ImportedTree {
  /** JSON Schema, draft 2020-12. */
  readonly schema: JsonObject;
  /** For places of the schema where they come from in the tree: keyword, property or node. See `originOf`. */
  readonly origins: ReadonlyMap<Pointer, Pointer>;
  /** What the schema does not check although the tree says it; each is a warning as well. */
  readonly lost: readonly LostAttribute[];
}

export interface LostAttribute {
  /** In the tree. */
  readonly pointer: Pointer;
  readonly attribute: string;
  readonly reason: string;
}

/** An equivalent JSON Schema; undefined where the tree has errors. */
export function importTree(value: JsonValue, source: Source): Outcome<ImportedTree | undefined> {
  const { value: tree, diagnostics } = readTree(value, source);
  if (tree === undefined) return { value: undefined, diagnostics };
  const origins = new Map<Pointer, Pointer>([['', '']]);
  const lost: LostAttribute[] = [];
  const schema = importNode({ root: tree, origins, lost }, tree, { tree: '', schema: '' });
  return { value: { schema: { $schema: DRAFT, ...schema }, origins, lost }, diagnostics };
}

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

interface Importing {
  readonly root: TreeNode;
  readonly origins: Map<Pointer, Pointer>;
  readonly lost: LostAttribute[];
}

/** The same place in both. */
interface At {
  readonly tree: Pointer;
  readonly schema: Pointer;
}

/** The keywords of a node, each with the attribute that it comes from. */
type Keywords = readonly (readonly [keyword: string, value: JsonValue | undefined, attribute: string])[];

function importNode(importing: Importing, node: TreeNode, at: At): JsonObject {
  importing.origins.set(at.schema, at.tree);
  if (isReference(node)) return importReference(importing, node.$ref, at);
  switch (node.Type) {
    case 'Object':
      return importObject(importing, node, at);
    case 'Array':
      return importArray(importing, node, at);
    case 'Leaf':
      return importLeaf(importing, node, at);
  }
}

function schemaOf({ origins }: Importing, keywords: Keywords, at: At): JsonObject {
  const schema: Record<string, JsonValue> = {};
  for (const [keyword, value, attribute] of keywords) {
    if (value === undefined) continue;
    schema[keyword] = value;
    origins.set(`${at.schema}/${keyword}`, `${at.tree}/${attribute}`);
  }
  return schema;
}

function importReference(importing: Importing, reference: string, at: At): JsonObject {
  const target = nodeAt(importing.root, referenceTokens(reference) ?? []);
  if (target === undefined) throw new Error(`the reference ${reference} was not checked`);
  return schemaOf(importing, [['$ref', fragmentOf(target.schemaPointer), '$ref']], at);
}

/** A pointer as the fragment of a reference; a lone surrogate has no other spelling than its own. */
function fragmentOf(pointer: Pointer): string {
  return `#${pointer.replace(/[^\w\-.~!$&'()*+,;=:@/]/gu, (char) => (/\p{Cs}/u.test(char) ? char : encodeURIComponent(char)))}`;
}

function importObject(importing: Importing, node: ObjectNode, at: At): JsonObject {
  const { Properties: properties, Min: min, Max: max } = node;
  const required = properties?.filter(({ IsRequired }) => IsRequired === true).map(({ Name }) => Name) ?? [];
  const schema = schemaOf(
    importing,
    [
      ['type', 'object', 'Type'],
      ['properties', properties === undefined ? undefined : importProperties(importing, properties, at), 'Properties'],
      ['required', required.length === 0 ? undefined : required, 'Properties'],
      ['additionalProperties', properties === undefined ? undefined : false, 'Properties'],
      ['minProperties', min, 'Min'],
      ['maxProperties', max, 'Max'],
    ],
    at,
  );
  required.forEach((name, i) => importing.origins.set(`${at.schema}/required/${i}`, requirementOf(properties ?? [], name, at)));
  const names = properties?.map(({ Name }) => Name) ?? [];
  return isSorted(names) ? schema : withHints(schema, { order: names });
}

function requirementOf(properties: readonly TreeProperty[], name: string, at: At): Pointer {
  return `${at.tree}/Properties/${properties.findIndex(({ Name }) => Name === name)}/IsRequired`;
}

/** Own members whatever the names are. */
function importProperties(importing: Importing, properties: readonly TreeProperty[], at: At): JsonObject {
  const members = properties.map((property, i): [string, JsonValue] => {
    const place = { tree: `${at.tree}/Properties/${i}`, schema: childPointer(`${at.schema}/properties`, property.Name) };
    return [property.Name, importProperty(importing, property, place)];
  });
  return Object.fromEntries(members);
}

function importProperty(importing: Importing, property: TreeProperty, at: At): JsonObject {
  const { Schema, Description, DefaultValue, Unit, IsRequired } = property;
  const node = importNode(importing, Schema, { tree: `${at.tree}/Schema`, schema: at.schema });
  const own = schemaOf(
    importing,
    [
      ['description', Description, 'Description'],
      ['default', DefaultValue, 'DefaultValue'],
      ['x-confman-unit', Unit, 'Unit'],
    ],
    at,
  );
  return withHints({ ...node, ...own }, IsRequired === undefined ? { unstated: true } : {});
}

function importArray(importing: Importing, node: ArrayNode, at: At): JsonObject {
  const place = { tree: `${at.tree}/ItemSchema`, schema: `${at.schema}/items` };
  return schemaOf(
    importing,
    [
      ['type', 'array', 'Type'],
      ['items', node.ItemSchema === undefined ? undefined : importNode(importing, node.ItemSchema, place), 'ItemSchema'],
      ['minItems', node.Min, 'Min'],
      ['maxItems', node.Max, 'Max'],
    ],
    at,
  );
}

function importLeaf(importing: Importing, node: LeafNode, at: At): JsonObject {
  const { Format: format, Min: min, Max: max } = node;
  const { schema, bounded } = kindOf(importing, node, at);
  const [least, most] = bounded === 'number' ? ['minimum', 'maximum'] : ['minLength', 'maxLength'];
  const attribute = format === undefined ? 'Type' : 'Format';
  const keywords = [
    ...Object.keys(schema).map((keyword) => [keyword, schema[keyword], attribute] as const),
    [least ?? '', min, 'Min'] as const,
    [most ?? '', max, 'Max'] as const,
    ['enum', node.AllowedValues, 'AllowedValues'] as const,
  ];
  return withHints(schemaOf(importing, keywords, at), formatHint(format, min !== undefined || max !== undefined));
}

function kindOf({ lost }: Importing, { Format: format, Min, Max }: LeafNode, at: At): { schema: JsonObject; bounded: Bounded } {
  if (format === undefined) {
    const isNumber = Min !== undefined || Max !== undefined;
    return { schema: { type: isNumber ? 'number' : ANY_SCALAR }, bounded: 'number' };
  }
  const known = treeFormat(format);
  if (known !== undefined) return known;
  lost.push({ pointer: `${at.tree}/Format`, attribute: 'Format', reason: 'the format is not known; any string is accepted' });
  return { schema: { type: 'string', format }, bounded: 'length' };
}

/** Only where an export would write another name. */
function formatHint(format: string | undefined, isBounded: boolean): { format?: string | null } {
  if (format === undefined) return isBounded ? { format: null } : {};
  return treeFormat(format) === undefined || treeFormats.has(format) ? {} : { format };
}

/** Whether an object with these keys has them in this order, however it is written: by code units, indices first. */
function isSorted(names: readonly string[]): boolean {
  return names.every((name, i) => !/^\d+$/.test(name) && (i === 0 || (names[i - 1] as string) < name));
}
