import { isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { subschemasOf } from '../index/subschemas.ts';

/** The definitions of a bundle that contain themselves, directly or through others. */
export function recursiveNames(definitions: JsonObject, dialect: Dialect): ReadonlySet<string> {
  const edges = new Map(
    Object.keys(definitions).map((name) => [name, namesIn(definitions[name] as JsonValue, dialect, new Set())]),
  );
  const recursive = new Set<string>();
  for (const name of edges.keys()) {
    const reached = new Set(edges.get(name));
    for (const each of reached) for (const next of edges.get(each) ?? []) reached.add(next);
    if (reached.has(name)) recursive.add(name);
  }
  return recursive;
}

/** Of definitions that a schema refers to; empty for the schema as a whole. */
export function namesIn(schema: JsonValue, dialect: Dialect, found: Set<string>): ReadonlySet<string> {
  if (!isObject(schema)) return found;
  const reference = member(schema, '$ref');
  if (typeof reference === 'string') found.add(definitionName(reference));
  for (const { value, applicator } of subschemasOf(schema, dialect))
    if (applicator.reach !== 'nowhere') namesIn(value, dialect, found);
  return found;
}

export function definitionName(reference: string): string {
  return reference.split('/')[2] ?? '';
}
