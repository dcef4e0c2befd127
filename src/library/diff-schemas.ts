import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { JsonValue } from '../model/json.ts';
import { maskReferences } from '../model/mask-references.ts';
import type { SchemaWorld } from '../model/schema-world.ts';
import { defaultSecretSchemes } from '../model/secret-reference.ts';
import { ConfmanError } from './confman-error.ts';
import { publicFindings } from './public-findings.ts';

export type SchemaDiffMode = 'policy' | 'backward' | 'forward' | 'full';

export interface DiffSchemasOptions {
  /**
   * `policy`, the default, asks for the levels of the rules; `backward` whether the new schema accepts every document that the
   * old one accepts, `forward` the reverse, `full` both.
   */
  readonly mode?: SchemaDiffMode;
}

export interface SchemaChange {
  /** Id of the rule; each has a page in docs/rules. */
  readonly rule: string;
  readonly level: 'breaking' | 'potentially-breaking' | 'non-breaking' | 'info';
  /** Whether the new schema accepts what the old one accepts, as far as this change goes. */
  readonly backward: 'safe' | 'breaks' | 'unknown';
  readonly forward: 'safe' | 'breaks' | 'unknown';
  /** `Targets/Item/TargetName`; empty for the whole document. */
  readonly path: string;
  readonly message: string;
  /** Left out where this version has nothing there. Of a reference to a secret, here as everywhere, its scheme is left. */
  readonly old?: JsonValue;
  readonly new?: JsonValue;
  /** JSON Pointers in the two schemas. */
  readonly oldPointer: string;
  readonly newPointer: string;
  /** A rename or a move that is only a guess. */
  readonly proposed?: true;
}

export interface SchemaDiff {
  readonly mode: SchemaDiffMode;
  /** `compatible` in the modes `backward`, `forward` and `full` is proved; what cannot be decided is `unknown`. */
  readonly verdict: 'compatible' | 'breaking' | 'unknown';
  readonly changes: readonly SchemaChange[];
  /** A document that one of the schemas accepts and the other refuses; it may be `null`. Left out where none was asked for or found. */
  readonly witness?: JsonValue;
}

const modes: ReadonlySet<string> = new Set<SchemaDiffMode>(['policy', 'backward', 'forward', 'full']);

/**
 * What changed between two versions of a schema, and what that means.
 *
 * @param oldSchema a JSON Schema of any draft, or a schema tree, as a plain object; references reach the schema itself
 * @throws ConfmanError where one of the two is no schema
 * @throws TypeError for a mode that there is not
 */
export async function diffSchemas(
  oldSchema: JsonValue,
  newSchema: JsonValue,
  options: DiffSchemasOptions = {},
): Promise<SchemaDiff> {
  const { mode = 'policy' } = options;
  if (!modes.has(mode)) throw new TypeError(`There is no mode ${JSON.stringify(mode)}; take one of ${[...modes].join(', ')}`);
  const [old, now] = [await worldOf(oldSchema, 'old'), await worldOf(newSchema, 'new')];
  const { compareSchemas } = await import('../schema-diff/compare-schemas.ts');
  const { changeToJson } = await import('../schema-diff/change-to-json.ts');
  const comparison = compareSchemas(old, now, { mode });
  const changes = comparison.changes.map((change) => shown(changeToJson(change)) as unknown as SchemaChange);
  const { verdict, witness } = comparison;
  return { mode, verdict, changes, ...(witness === undefined ? {} : { witness: shown(witness) }) };
}

/** Without references to secrets, as the commands show it. */
function shown(value: JsonValue): JsonValue {
  return maskReferences(value, defaultSecretSchemes);
}

async function worldOf(schema: JsonValue, name: string): Promise<SchemaWorld> {
  const { plainSchemaWorld } = await import('../schema/plain-schema-world.ts');
  const { value, diagnostics } = await plainSchemaWorld(plainOf(schema, name), `${name}.json`);
  if (value === undefined) throw new ConfmanError(publicFindings(diagnostics));
  return value;
}

/** What a caller without types may give: `undefined`, functions, a circle. */
function plainOf(schema: JsonValue, name: string): JsonValue {
  try {
    const text = JSON.stringify(schema) as string | undefined;
    if (text !== undefined) return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ConfmanError(publicFindings([diagnostic('schema/too-complex', { reason: `${name} nests too deep` })]));
    }
    throw new TypeError(`The ${name} schema is no JSON value`, { cause: error });
  }
  throw new TypeError(`The ${name} schema is no JSON value`);
}
