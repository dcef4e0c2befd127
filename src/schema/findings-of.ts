import type { JsonValue } from '../model/json.ts';
import { parsePointer, type Pointer } from '../model/pointer.ts';
import type { SecretMap } from './annotations/secret-map.ts';
import type { ValidationContext } from './bound-schema.ts';
import type { CompiledUnit } from './engine/compile-units.ts';
import { deprecationOf } from './engine/describe-failure.ts';
import { failureTree } from './engine/failure-tree.ts';
import { StepLimit, type Note, type RunContext } from './engine/run-context.ts';
import { explainErrors } from './errors/explain-errors.ts';
import { TooComplex } from './lowering/too-complex.ts';
import type { ExplainShape } from './lowering/explain-shape.ts';
import type { SchemaFailure, SchemaFinding } from './schema-finding.ts';
import type { SchemaSettings } from './schema-options.ts';

export interface Explaining {
  /** A validator that reports failures, and where its schemas come from. */
  readonly unit: () => CompiledUnit;
  readonly shape: ExplainShape;
  readonly context: RunContext;
  readonly settings: SchemaSettings;
  readonly secrets: SecretMap;
}

/** Several failures can be one finding; more of them are not looked at. */
const MAX_EXPLAINED = 1000;

/** Everything that a schema has to say about a value, up to a limit; the last one then says that there is more. */
export function findingsOf(explaining: Explaining, data: JsonValue, validation: ValidationContext): SchemaFinding[] {
  const { context, settings } = explaining;
  const tooMuch = limitFinding('schema/step-limit', { limit: settings.maxSteps });
  let unit: CompiledUnit;
  try {
    unit = explaining.unit();
  } catch (error) {
    if (!(error instanceof TooComplex) && !(error instanceof RangeError)) throw error;
    return [limitFinding('schema/too-complex', { reason: error.message })];
  }
  context.start(settings.maxSteps, validation.environment, validation.anyEnvironment === true);
  try {
    void unit(data);
  } catch (error) {
    if (error instanceof StepLimit && error.characters !== undefined) return [textTooLong(error.characters)];
    if (error instanceof StepLimit || error instanceof RangeError) return [tooMuch];
    if (error instanceof TooComplex) return [limitFinding('schema/too-complex', { reason: error.message })];
    throw error;
  }
  const { notes } = context;
  const failures = failuresOf(explaining, unit, data, validation);
  const isSecretAt = (pointer: Pointer): boolean => explaining.secrets.isSecret(parsePointer(pointer) ?? []);
  const errors = explainErrors({ failures: failures.slice(0, MAX_EXPLAINED), data, isSecretAt });
  const warnings = notes.slice(0, MAX_EXPLAINED).map((note) => deprecation(note, explaining));
  const isCut = failures.length > MAX_EXPLAINED || notes.length > MAX_EXPLAINED;
  return bounded([...errors, ...warnings], settings.maxFindings, isCut);
}

function bounded(findings: SchemaFinding[], limit: number, isCut: boolean): SchemaFinding[] {
  if (findings.length <= limit && !isCut) return findings;
  const shown = findings.slice(0, Math.max(1, limit - 1));
  const hint = 'Correct these first, or raise limits.diagnostics in confman.json5';
  const args = { shown: shown.length };
  return [...shown, { code: 'schema/more-findings', args, severity: 'warning', hint, pointer: '', at: 'value', secret: false }];
}

function failuresOf(
  { shape, settings, secrets }: Explaining,
  unit: CompiledUnit,
  data: JsonValue,
  { environment }: ValidationContext,
): SchemaFailure[] {
  const hidden = secrets.secretsIn(data);
  const { secretSchemes } = settings;
  const isSecret = (pointer: Pointer): boolean => hidden.has(pointer);
  return failureTree({ errors: unit.errors ?? [], shape, isSecret, environment, secretSchemes });
}

function deprecation({ pointer, schema }: Note, { shape, secrets }: Explaining): SchemaFinding {
  const place = shape.origins.get(schema);
  if (place === undefined) throw new Error('a deprecation comes from nowhere');
  const { document } = place.resource;
  return {
    code: 'schema/deprecated',
    args: { note: deprecationOf(place) },
    severity: 'warning',
    pointer,
    at: 'key',
    secret: secrets.isSecret(parsePointer(pointer) ?? []),
    schemaSite: document.siteOf(`${place.pointer}/x-confman-deprecated`),
  };
}

function textTooLong(characters: number): SchemaFinding {
  const finding = limitFinding('schema/step-limit', { limit: characters, text: true });
  return { ...finding, hint: 'Simplify the pattern, or make the text shorter' };
}

function limitFinding(code: 'schema/step-limit' | 'schema/too-complex', args: SchemaFinding['args']): SchemaFinding {
  const hint = 'Simplify the schema, or make the value smaller';
  return { code, args, severity: 'error', hint, pointer: '', at: 'value', secret: false };
}
