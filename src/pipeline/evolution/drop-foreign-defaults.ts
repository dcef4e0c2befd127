import { deepEqual, isArray, isObject, setMember, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt } from '../../model/pointer.ts';
import { traceAt, type Trace } from '../../model/provenance.ts';
import type { SchemaFinding } from '../../schema/schema-finding.ts';

const unknown: ReadonlySet<string> = new Set(['schema/unknown-property', 'schema/misspelt-property']);

/**
 * What was carried, without values that nobody wrote: a default of the version that the app is bound to fills in a property that
 * the other version does not have. No step is about it, so it still stands where it was. See decision 35.
 *
 * @param findings of the other version about `carried`
 * @returns undefined where nothing of that kind is in it
 */
export function dropForeignDefaults(
  carried: JsonValue,
  findings: readonly SchemaFinding[],
  app: { readonly data: JsonValue | undefined; readonly trace: Trace | undefined },
): JsonValue | undefined {
  const { data, trace } = app;
  if (data === undefined || trace === undefined) return undefined;
  const foreign = findings
    .filter(({ code }) => unknown.has(code))
    .map(({ pointer }) => parsePointer(pointer) ?? [])
    .filter((tokens) => {
      const [before, after] = [valueAt(data, tokens), valueAt(carried, tokens)];
      return (
        before !== undefined && after !== undefined && deepEqual(before, after) && traceAt(trace, tokens).strategy === 'default'
      );
    });
  return foreign.length === 0 ? undefined : foreign.reduce(withoutMember, carried);
}

function withoutMember(value: JsonValue, [key, ...rest]: readonly string[]): JsonValue {
  if (key === undefined) return value;
  if (isArray(value)) return value.map((each, i) => (String(i) === key ? withoutMember(each, rest) : each));
  if (!isObject(value)) return value;
  const kept: Record<string, JsonValue> = {};
  for (const [name, each] of Object.entries<JsonValue>(value)) {
    if (name !== key) setMember(kept, name, each);
    else if (rest.length > 0) setMember(kept, name, withoutMember(each, rest));
  }
  return kept;
}
