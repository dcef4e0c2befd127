import type { JsonValue } from '../../model/json.ts';

/** Of a length or a count, both ends included; `max` may be infinite. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/**
 * What one keyword says, the same for all drafts; a schema is the conjunction of its parts. Parts that speak of one type let
 * values of all others pass.
 *
 * @template C how subschemas are held: as nodes, or as classes of equal schemas
 */
export type Part<C> =
  | { readonly op: 'never' }
  | { readonly op: 'types'; readonly mask: number }
  /** `keys` are the canonical texts of the values. */
  | { readonly op: 'enum'; readonly values: readonly JsonValue[]; readonly keys: ReadonlySet<string> }
  | { readonly op: 'least' | 'most'; readonly value: number; readonly exclusive: boolean }
  | { readonly op: 'multiple'; readonly of: number }
  | ({ readonly op: 'length' } & Span)
  | { readonly op: 'pattern'; readonly pattern: string }
  | { readonly op: 'format'; readonly name: string }
  | { readonly op: 'base64' }
  /** Of all values: what is no text is no secret reference. */
  | { readonly op: 'secret' }
  | ({ readonly op: 'count' } & Span)
  | { readonly op: 'unique' }
  | { readonly op: 'items'; readonly prefix: readonly C[]; readonly rest: C | undefined }
  /** Since 2020-12 what it finds is evaluated. */
  | ({ readonly op: 'contains'; readonly item: C; readonly evaluates: boolean } & Span)
  | ({ readonly op: 'size' } & Span)
  | { readonly op: 'required'; readonly names: ReadonlySet<string> }
  | ({ readonly op: 'members' } & Members<C>)
  | { readonly op: 'names'; readonly name: C }
  | { readonly op: 'schema'; readonly schema: C }
  | { readonly op: 'any' | 'one'; readonly schemas: readonly C[] }
  | { readonly op: 'not'; readonly schema: C }
  | { readonly op: 'if'; readonly condition: C; readonly then: C | undefined; readonly otherwise: C | undefined }
  /** Where a member is there, others have to be, or a schema has to hold. */
  | { readonly op: 'dependent'; readonly name: string; readonly names: ReadonlySet<string>; readonly schema: C | undefined }
  /**
   * What was evaluated depends on the value; `surely` says what was in any case. `of` is the schema that holds the keyword. Beside
   * it stands an ordinary part for what is evaluated in no case.
   */
  | {
      readonly op: 'unevaluated';
      readonly where: 'members' | 'elements';
      readonly schema: C;
      readonly of: C;
      readonly surely: SurelyEvaluated;
    }
  | { readonly op: 'environments'; readonly names: ReadonlySet<string> }
  /** Not understood; equal keys mean the same. */
  | { readonly op: 'opaque'; readonly key: string };

export interface SurelyEvaluated {
  readonly names: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  /** Elements, from the first. */
  readonly count: number;
}

export interface Members<C> {
  readonly named: ReadonlyMap<string, C>;
  readonly patterns: readonly (readonly [pattern: string, schema: C])[];
  /** Of members that are not named and match no pattern. */
  readonly others: C | undefined;
}

/** Of each schema that a part holds, in a fixed order; but `unevaluated.of`, which holds the part itself. */
export function schemasOf<C>(part: Part<C>): C[] {
  switch (part.op) {
    case 'items':
      return withOptional(part.prefix, part.rest);
    case 'contains':
      return [part.item];
    case 'members':
      return withOptional([...part.named.values(), ...part.patterns.map(([, schema]) => schema)], part.others);
    case 'names':
      return [part.name];
    case 'schema':
    case 'not':
    case 'unevaluated':
      return [part.schema];
    case 'any':
    case 'one':
      return [...part.schemas];
    case 'if':
      return withOptional(withOptional([part.condition], part.then), part.otherwise);
    case 'dependent':
      return withOptional([], part.schema);
    default:
      return [];
  }
}

function withOptional<C>(schemas: readonly C[], last: C | undefined): C[] {
  return last === undefined ? [...schemas] : [...schemas, last];
}

/** The same part with its schemas held in another way. */
export function mapPart<C, D>(part: Part<C>, to: (schema: C) => D): Part<D> {
  const optional = (schema: C | undefined): D | undefined => (schema === undefined ? undefined : to(schema));
  switch (part.op) {
    case 'items':
      return { op: 'items', prefix: part.prefix.map(to), rest: optional(part.rest) };
    case 'contains':
      return { ...part, item: to(part.item) };
    case 'members':
      return {
        op: 'members',
        named: new Map([...part.named].map(([name, schema]) => [name, to(schema)])),
        patterns: part.patterns.map(([pattern, schema]) => [pattern, to(schema)]),
        others: optional(part.others),
      };
    case 'names':
      return { op: 'names', name: to(part.name) };
    case 'schema':
    case 'not':
      return { op: part.op, schema: to(part.schema) };
    case 'unevaluated':
      return { ...part, schema: to(part.schema), of: to(part.of) };
    case 'any':
    case 'one':
      return { op: part.op, schemas: part.schemas.map(to) };
    case 'if':
      return { op: 'if', condition: to(part.condition), then: optional(part.then), otherwise: optional(part.otherwise) };
    case 'dependent':
      return { ...part, schema: optional(part.schema) };
    default:
      return part;
  }
}
