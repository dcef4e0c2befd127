import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Keywords whose keys are property names. */
const mapKeywords = ['properties', 'dependencies', 'dependentRequired', 'dependentSchemas'] as const;

/**
 * Whether a schema speaks of a property that every object has in the language (`toString`): only then do validators
 * have to tell own properties from inherited ones, which costs time.
 */
export function mentionsInheritedName(schema: JsonObject): boolean {
  if (listed(schema['required'])) return true;
  for (const keyword of mapKeywords) {
    const map = schema[keyword];
    if (!isObject(map)) continue;
    for (const key of Object.keys(map)) if (inherited.has(key) || listed(map[key])) return true;
  }
  return false;
}

function listed(names: JsonValue | undefined): boolean {
  return isArray(names) && names.some((name) => typeof name === 'string' && inherited.has(name));
}
