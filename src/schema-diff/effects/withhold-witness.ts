import { isArray, isObject, setMember, type JsonValue } from '../../model/json.ts';
import type { SchemaWorld } from '../../model/schema-world.ts';
import { appliedSchemas } from '../flatten/applied-schemas.ts';
import { eitherView } from '../flatten/either-view.ts';
import { maskText } from '../flatten/mask-text.ts';
import { SecretPaths } from '../flatten/secret-paths.ts';
import type { SecretView } from '../flatten/withhold-secrets.ts';

const MAX_STEPS = 50_000;

/** A document without what stands where one of the schemas has a secret: it may come from values that the other one lists. */
export function withholdWitness(witness: JsonValue, worlds: readonly SchemaWorld[]): JsonValue {
  let left = MAX_STEPS;
  const spend = (): boolean => (left -= 1) >= 0;
  const views = worlds.map((world) =>
    new SecretPaths(world, spend).of(appliedSchemas(world, [{ node: world.root, when: undefined }], spend)),
  );
  const clean = withhold(witness, eitherView(views));
  return left < 0 ? '(withheld)' : clean;
}

function withhold(value: JsonValue, view: SecretView | undefined): JsonValue {
  if (view === undefined) return value;
  if (isArray(value)) return value.map((each, i) => withhold(each, view.part(String(i), true)));
  if (isObject(value)) {
    const clean: Record<string, JsonValue> = {};
    for (const key of Object.keys(value)) setMember(clean, key, withhold(value[key] as JsonValue, view.part(key, false)));
    return clean;
  }
  return view.isSecret && tells(value) ? maskText(value, view.isReference) : value;
}

function tells(value: JsonValue): boolean {
  return value !== '' && value !== null && typeof value !== 'boolean';
}
