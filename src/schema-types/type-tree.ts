/** A type of TypeScript, as far as data of JSON has one. */
export type TypeTree =
  | { readonly kind: 'keyword'; readonly name: KeywordName }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly item: TypeTree }
  | TupleType
  | ObjectType
  | { readonly kind: 'union' | 'intersection'; readonly of: readonly TypeTree[] };

export type KeywordName = 'string' | 'number' | 'boolean' | 'null' | 'unknown' | 'never' | 'undefined';

export interface TupleType {
  readonly kind: 'tuple';
  readonly items: readonly TypeTree[];
  /** How many of the items are always there. */
  readonly required: number;
  /** What may follow; undefined where nothing may. */
  readonly rest: TypeTree | undefined;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly members: readonly ObjectMember[];
  /** For all other keys; none where there are none. */
  readonly index: readonly IndexSignature[];
}

export interface ObjectMember {
  readonly name: string;
  readonly type: TypeTree;
  readonly optional: boolean;
  /** Lines of text, without the marks of a comment. */
  readonly doc: readonly string[];
}

export interface IndexSignature {
  /** What keys it is for: they start with this text; all of them where it is empty. */
  readonly prefix: string;
  readonly type: TypeTree;
}

function keyword(name: KeywordName): TypeTree {
  return { kind: 'keyword', name };
}

export const types = {
  string: keyword('string'),
  number: keyword('number'),
  boolean: keyword('boolean'),
  null: keyword('null'),
  unknown: keyword('unknown'),
  never: keyword('never'),
  undefined: keyword('undefined'),
} as const;

/** Any object. */
export const openObject: ObjectType = { kind: 'object', members: [], index: [{ prefix: '', type: types.unknown }] };

export function unionOf(parts: readonly TypeTree[]): TypeTree {
  const flat = parts.flatMap((part) => (part.kind === 'union' ? part.of : [part]));
  if (flat.some((part) => isKeyword(part, 'unknown'))) return types.unknown;
  const kept = distinct(flat.filter((part) => !isKeyword(part, 'never')));
  return kept.length === 0 ? types.never : kept.length === 1 ? (kept[0] as TypeTree) : { kind: 'union', of: kept };
}

export function intersectionOf(parts: readonly TypeTree[]): TypeTree {
  const flat = parts.flatMap((part) => (part.kind === 'intersection' ? part.of : [part]));
  if (flat.some((part) => isKeyword(part, 'never'))) return types.never;
  const known = distinct(flat.filter((part) => !isKeyword(part, 'unknown')));
  const telling = known.filter((part) => part !== openObject);
  const kept = telling.length > 0 ? telling : known;
  return kept.length === 0 ? types.unknown : kept.length === 1 ? (kept[0] as TypeTree) : { kind: 'intersection', of: kept };
}

export function isKeyword(type: TypeTree, name: KeywordName): boolean {
  return type.kind === 'keyword' && type.name === name;
}

/** Equal ones once, as far as that is cheap to tell. */
function distinct(parts: readonly TypeTree[]): TypeTree[] {
  const seen = new Set<unknown>();
  return parts.filter((part) => {
    const key =
      part.kind === 'keyword' ? part.name : part.kind === 'literal' ? `=${part.text}` : part.kind === 'name' ? part.name : part;
    return !seen.has(key) && seen.add(key);
  });
}
