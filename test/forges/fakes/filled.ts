import { resolveNode, type Description, type Node } from './description.ts';

/** The least that a schema asks for, so that a fake has to say only what it knows. @param name of the schema in the description */
export function filled(description: Description, name: string, own: Node): Node {
  return over(fill(description, { $ref: `#/components/schemas/${name}` }), own) as Node;
}

function fill(description: Description, node: Node): unknown {
  const schema = resolveNode(description, node);
  if (schema['nullable'] === true) return null;
  const parts = schema['allOf'] as readonly Node[] | undefined;
  if (parts !== undefined) return parts.map((part) => fill(description, part)).reduce(over);
  const choice = (schema['oneOf'] ?? schema['anyOf']) as readonly Node[] | undefined;
  if (choice?.[0] !== undefined) return fill(description, choice[0]);
  const values = schema['enum'] as readonly unknown[] | undefined;
  if (values !== undefined) return values[0];
  if (schema['type'] === 'object' || 'properties' in schema) return fillObject(description, schema);
  return plain(schema);
}

function fillObject(description: Description, schema: Node): Node {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Node>>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.fromEntries(required.map((key) => [key, fill(description, properties[key] ?? {})]));
}

function plain(schema: Node): unknown {
  switch (schema['type']) {
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 0;
    default:
      if (schema['format'] === 'date-time') return '2026-01-01T00:00:00Z';
      return schema['format'] === 'uri' ? 'https://forge.example/x' : '';
  }
}

/** Objects are joined; everything else is taken from the second. */
function over(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(keys.map((key) => [key, key in above ? over(below[key], above[key]) : below[key]]));
}

function isObject(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
