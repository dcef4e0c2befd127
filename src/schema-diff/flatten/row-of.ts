import { member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import type { Applied } from './applied-schemas.ts';
import type { FlatRow } from './flat-row.ts';
import type { SchemaPart } from './schema-parts.ts';
import { spokenKeywords } from '../../model/spoken-keywords.ts';
import { mayBe, typeName, type BoundKind, type Bounds, type ValueFacts } from './value-facts.ts';
import { withholdSecrets, type SecretView } from './withhold-secrets.ts';

export interface RowInput {
  readonly part: SchemaPart;
  readonly path: string;
  readonly applied: readonly Applied[];
  readonly facts: ValueFacts;
  readonly recursive: string | undefined;
  readonly secrets: SecretView;
  /** Stands for a place that no schema describes. */
  readonly root: SchemaNode;
}

export function rowOf({ part, path, applied, facts, recursive, secrets, root }: RowInput): FlatRow {
  const own = ownSchemas(applied, part.start);
  const { min, max, exclusiveMin, exclusiveMax } = boundsOf(facts);
  const { document, pointer } = part.start[0]?.node ?? root;
  const branches = part.start.flatMap(({ when }) => when ?? []);
  const stated = first(own, 'default', () => true);
  const deprecated = own.some((schema) => isDeprecated(schema));
  return {
    path,
    type: typeName(facts),
    required: part.required,
    default: stated === undefined ? undefined : withholdSecrets(stated, secrets),
    allowedValues: facts.values?.map((value) => withholdSecrets(value, secrets)),
    min,
    max,
    exclusiveMin: exclusiveMin === true,
    exclusiveMax: exclusiveMax === true,
    format: facts.format,
    unit: text(own, 'x-confman-unit'),
    pattern: facts.pattern,
    description: text(own, 'description') ?? text(own, 'title'),
    deprecated,
    when: branches.length === part.start.length ? [...new Set(branches)] : [],
    recursive,
    schema: { document, pointer },
  };
}

/** Those that always apply at the place, as far as its own branch goes. */
function ownSchemas(applied: readonly Applied[], start: readonly Applied[]): JsonObject[] {
  const cases = new Set(start.map(({ when }) => when));
  return applied.filter(({ when }) => cases.has(when)).map(({ node }) => spokenKeywords(node));
}

function boundsOf(facts: ValueFacts): Bounds {
  const kinds: readonly BoundKind[] = ['number', 'string', 'array', 'object'];
  const kind = kinds.find((each) => facts.bounds[each] !== undefined && mayBe(facts, each));
  return kind === undefined ? {} : (facts.bounds[kind] ?? {});
}

function isDeprecated(schema: JsonObject): boolean {
  const stated = member(schema, 'x-confman-deprecated');
  return stated === true || typeof stated === 'string' || member(schema, 'deprecated') === true;
}

function text(schemas: readonly JsonObject[], keyword: string): string | undefined {
  return first(schemas, keyword, (value) => typeof value === 'string') as string | undefined;
}

function first(schemas: readonly JsonObject[], keyword: string, fits: (value: JsonValue) => boolean): JsonValue | undefined {
  for (const schema of schemas) {
    const value = member(schema, keyword);
    if (value !== undefined && fits(value)) return value;
  }
  return undefined;
}
