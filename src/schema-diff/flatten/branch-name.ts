import { isObject, member, type JsonValue } from '../../model/json.ts';

const MAX_LENGTH = 60;

/** Beside anything else a constant could be a secret. */
const plain: ReadonlySet<string> = new Set(['const', 'type', 'title', 'description', 'default']);

/** What people call a branch: its title, or the constant that tells it from the others; undefined where it has neither. */
export function branchName(schema: JsonValue): string | undefined {
  if (!isObject(schema)) return undefined;
  const title = member(schema, 'title');
  if (typeof title === 'string' && title !== '') return title.slice(0, MAX_LENGTH);
  const properties = member(schema, 'properties');
  if (!isObject(properties)) return undefined;
  for (const name of Object.keys(properties)) {
    const text = constantOf(properties[name] as JsonValue);
    if (text !== undefined) return `${name} ${text}`.slice(0, MAX_LENGTH);
  }
  return undefined;
}

function constantOf(property: JsonValue): string | undefined {
  if (!isObject(property) || !Object.keys(property).every((keyword) => plain.has(keyword))) return undefined;
  const constant = member(property, 'const');
  return constant === undefined || typeof constant === 'object' ? undefined : JSON.stringify(constant);
}
