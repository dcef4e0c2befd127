import { member } from '../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../model/schema-world.ts';
import { itemKeys, mapped, schemaKeys } from './schema-keys.ts';

/**
 * The names of properties that some schema of the world marks as secrets: another one that states a default for the same value
 * need not know. Rather too many than too few.
 */
export function secretNames(world: SchemaWorld): ReadonlySet<string> {
  const holders = new Map<SchemaNode, SchemaNode[]>();
  const properties: (readonly [name: string, child: SchemaNode])[] = [];
  const found = new Set([world.root]);
  const secret = new Set<SchemaNode>();
  for (const node of found) {
    const { schema, references, allOf, choices } = schemaKeys(world, node);
    if (member(schema, 'x-confman-secret-ref') === true) secret.add(node);
    const same = [...references, ...allOf, ...choices.flat()].filter((each) => each !== undefined);
    for (const each of same) {
      const known = holders.get(each) ?? [];
      known.push(node);
      holders.set(each, known);
    }
    const named = mapped(world, node, schema, 'properties');
    properties.push(...named);
    const { places, rest } = itemKeys(world, node, schema);
    const patterns = mapped(world, node, schema, 'patternProperties');
    const others = ['additionalProperties', 'unevaluatedProperties', 'then', 'else'].flatMap(
      (each) => world.child(node, [each]) ?? [],
    );
    const parts = [
      ...[...named, ...patterns].map(([, child]) => child),
      ...others,
      ...places,
      ...(typeof rest === 'boolean' ? [] : [rest]),
    ];
    for (const each of [...same, ...parts]) found.add(each);
  }
  for (const node of secret) for (const holder of holders.get(node) ?? []) secret.add(holder);
  return new Set(properties.filter(([, child]) => secret.has(child)).map(([name]) => name));
}
