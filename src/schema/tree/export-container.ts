import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { bothBounds } from './export-bounds.ts';
import type { DefaultToTry, ExportNode, Exporting, TreePlace } from './exporting.ts';
import { annotationsOf } from './local-target.ts';
import { propertyNames } from './place-in-tree.ts';
import type { ArrayNode, ObjectNode, TreeProperty } from './schema-tree.ts';
import { hintsOf } from './tree-hints.ts';

export function exportObject(exporting: Exporting, schema: JsonObject, place: TreePlace, exportNode: ExportNode): ObjectNode {
  const isClosed = member(schema, 'additionalProperties') === false || member(schema, 'unevaluatedProperties') === false;
  const bounds = bothBounds(exporting, schema, 'minProperties', 'maxProperties');
  const names = propertyNames(schema);
  loseRequirements(exporting, schema, names);
  if (!isClosed && !isObject(member(schema, 'properties'))) {
    loseRules(exporting, schema, 'the properties of a tree have fixed names');
    return { Type: 'Object', ...bounds };
  }
  if (!isClosed) loseOpenness(exporting, schema);
  const Properties = names.map((name, i) => {
    const pointer = `${place.pointer}/Properties/${i}`;
    return exportProperty(exporting, schema, name, { ...place, pointer }, exportNode);
  });
  return { Type: 'Object', Properties, ...bounds };
}

function loseRequirements(exporting: Exporting, schema: JsonObject, names: readonly string[]): void {
  const undeclared = requiredOf(schema).filter((each) => !names.includes(each));
  if (undeclared.length > 0)
    exporting.lose(schema, 'required', `a property that is required has to be declared: ${undeclared.slice(0, 8).join(', ')}`);
}

function loseOpenness(exporting: Exporting, schema: JsonObject): void {
  const reason = 'the schema accepts further properties, and the tree only those that it lists';
  if (!Object.hasOwn(schema, 'additionalProperties') && !Object.hasOwn(schema, 'unevaluatedProperties')) {
    exporting.lose(schema, 'additionalProperties', reason);
  } else loseRules(exporting, schema, reason);
}

function loseRules(exporting: Exporting, schema: JsonObject, reason: string): void {
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    if (Object.hasOwn(schema, keyword)) exporting.lose(schema, keyword, reason);
  }
}

function exportProperty(
  exporting: Exporting,
  holder: JsonObject,
  name: string,
  place: TreePlace,
  exportNode: ExportNode,
): TreeProperty {
  const schema = (holder['properties'] as JsonObject)[name] as JsonValue;
  if (schema === false) exporting.lose(holder, 'properties', 'a tree has no property that must not be there', name);
  const { description, value, unit } = annotationsOf(exporting.root, schema);
  const isRequired = requiredOf(holder).includes(name);
  const isUnstated = isObject(schema) && hintsOf(schema).unstated === true && !isRequired;
  const property: DefaultToTry['property'] = {
    Name: name,
    ...(isUnstated ? {} : { IsRequired: isRequired }),
    ...(value === undefined ? {} : { DefaultValue: value }),
    ...(unit === undefined ? {} : { Unit: unit }),
    ...(description === undefined ? {} : { Description: description }),
    Schema: exportNode(exporting, schema, { pointer: `${place.pointer}/Schema`, depth: place.depth + 1, inProperty: true }),
  };
  if (isObject(schema)) exporting.defaults.push({ property, schema });
  return property;
}

export function exportArray(exporting: Exporting, schema: JsonObject, place: TreePlace, exportNode: ExportNode): ArrayNode {
  const items = member(schema, 'items');
  const bounds = bothBounds(exporting, schema, 'minItems', 'maxItems');
  if (isArray(items)) exporting.lose(schema, 'items', 'all items of a tree are alike');
  if (items === undefined || items === true || isArray(items)) return { Type: 'Array', ...bounds };
  if (items === false) exporting.lose(schema, 'items', 'a tree has no node that accepts nothing');
  const pointer = `${place.pointer}/ItemSchema`;
  return {
    Type: 'Array',
    ItemSchema: exportNode(exporting, items, { pointer, depth: place.depth + 1, inProperty: false }),
    ...bounds,
  };
}

function requiredOf(schema: JsonObject): string[] {
  const required = member(schema, 'required');
  return isArray(required) ? required.filter((each) => typeof each === 'string') : [];
}
