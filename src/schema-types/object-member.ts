import { isArray, isObject, member, type JsonObject } from '../model/json.ts';
import type { SchemaNode } from '../model/schema-world.ts';
import { spokenKeywords } from '../model/spoken-keywords.ts';
import { schemaDoc } from './schema-doc.ts';
import type { ObjectMember } from './type-tree.ts';
import type { TypeContext, Typing } from './typing.ts';

export function memberOf(
  typing: Typing,
  name: string,
  child: SchemaNode,
  isRequired: boolean,
  { filled }: TypeContext,
): ObjectMember {
  const isThere = isRequired || (filled && typing.defaults.isFilled(name, child));
  const doc = isObject(child.schema)
    ? schemaDoc(spokenKeywords(child), typing.world.checks).filter((line) => !isDefault(line) || !typing.secrets.has(name))
    : [];
  return { name, type: typing.typeOf(child, { filled, within: undefined }), optional: !isThere, doc };
}

export function requiredNames(schema: JsonObject): ReadonlySet<string> {
  const required = member(schema, 'required');
  return new Set(isArray(required) ? required.filter((each) => typeof each === 'string') : []);
}

function isDefault(line: string): boolean {
  return line.startsWith('@default ');
}
