import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Lowering } from './lowering.ts';
import { childPlace, isBareReference, placeKey, type Place } from './place.ts';
import { opaque } from './unit.ts';

/**
 * What a schema evaluates of the value that it judges, for `unevaluatedProperties` and `unevaluatedItems`: everything
 * that holds without condition, and branches to follow where their unit accepts the value. Node 0 is the schema itself;
 * other numbers are nodes of the same plan.
 */
export interface EvaluationNode {
  readonly names?: readonly string[];
  readonly patterns?: readonly string[];
  /** Every member, or every element. */
  readonly members?: true;
  readonly elements?: true | number;
  /** A unit: the elements that it accepts. */
  readonly contains?: string;
  readonly always?: readonly number[];
  readonly when?: readonly (readonly [unit: string, node: number])[];
  readonly choose?: readonly [unit: string, node: number, then: number, otherwise: number];
  readonly present?: readonly (readonly [name: string, node: number])[];
}

type OpenNode = { -readonly [K in keyof EvaluationNode]: EvaluationNode[K] };

interface Planning {
  readonly lowering: Lowering;
  readonly nodes: OpenNode[];
  readonly byPlace: Map<string, number>;
}

export function needsEvaluation(draft: Readonly<Record<string, JsonValue>>): boolean {
  return 'unevaluatedProperties' in draft || 'unevaluatedItems' in draft;
}

/** The plan of a schema, as text. */
export function evaluationPlan(place: Place, lowering: Lowering): string {
  const planning: Planning = { lowering, nodes: [], byPlace: new Map() };
  nodeOf(place, planning);
  return opaque(planning.nodes);
}

function nodeOf(place: Place, planning: Planning): number {
  const key = placeKey(place);
  const known = planning.byPlace.get(key);
  if (known !== undefined) return known;
  const index = planning.nodes.length;
  const node: OpenNode = {};
  planning.nodes.push(node);
  planning.byPlace.set(key, index);
  const { value } = place;
  if (!isObject(value)) return index;
  if (!isBareReference(place)) {
    noteMembers(node, value, index === 0);
    noteElements(node, value, place, planning, index === 0);
    noteBranches(node, value, place, planning);
  }
  const always = [...listPlaces(place, value, 'allOf'), ...planning.lowering.referenced(place)];
  if (always.length > 0) node.always = always.map((each) => nodeOf(each, planning));
  return index;
}

function noteMembers(node: OpenNode, value: JsonObject, isOwn: boolean): void {
  const { properties, patternProperties } = value;
  if (isObject(properties)) node.names = Object.keys(properties);
  if (isObject(patternProperties)) node.patterns = Object.keys(patternProperties);
  const rest = Object.hasOwn(value, 'additionalProperties') || (!isOwn && Object.hasOwn(value, 'unevaluatedProperties'));
  if (rest) node.members = true;
}

/** `contains` counts as an evaluation since 2020-12 only. */
function noteElements(node: OpenNode, value: JsonObject, place: Place, planning: Planning, isOwn: boolean): void {
  const { items, prefixItems, contains } = value;
  const isNewest = place.resource.dialect.draft === '2020-12';
  const list = isNewest ? prefixItems : items;
  const rest = isNewest ? items !== undefined : isArray(items) ? value['additionalItems'] !== undefined : items !== undefined;
  if (isArray(list)) node.elements = list.length;
  if (rest || (!isOwn && Object.hasOwn(value, 'unevaluatedItems'))) node.elements = true;
  if (isNewest && contains !== undefined) {
    node.contains = planning.lowering.unit(childPlace(place, ['contains'], contains)).id;
  }
}

function noteBranches(node: OpenNode, value: JsonObject, place: Place, planning: Planning): void {
  const branches = [...listPlaces(place, value, 'anyOf'), ...listPlaces(place, value, 'oneOf')];
  const unitOf = (each: Place): string => planning.lowering.unit(each).id;
  if (branches.length > 0) node.when = branches.map((each) => [unitOf(each), nodeOf(each, planning)] as const);
  const condition = partPlace(place, value, 'if');
  if (condition !== undefined) {
    const after = (keyword: string): number => {
      const part = partPlace(place, value, keyword);
      return part === undefined ? -1 : nodeOf(part, planning);
    };
    node.choose = [unitOf(condition), nodeOf(condition, planning), after('then'), after('else')];
  }
  const dependents = ['dependentSchemas', 'dependencies'].flatMap((keyword) => mapPlaces(place, value, keyword));
  if (dependents.length > 0) node.present = dependents.map(([name, each]) => [name, nodeOf(each, planning)] as const);
}

function partPlace(place: Place, value: JsonObject, keyword: string): Place | undefined {
  const part = member(value, keyword);
  return part === undefined || !place.resource.dialect.applicators.has(keyword) ? undefined : childPlace(place, [keyword], part);
}

function listPlaces(place: Place, value: JsonObject, keyword: string): Place[] {
  const list = member(value, keyword);
  return isArray(list) && !isBareReference(place) ? list.map((each, i) => childPlace(place, [keyword, String(i)], each)) : [];
}

function mapPlaces(place: Place, value: JsonObject, keyword: string): (readonly [string, Place])[] {
  const map = member(value, keyword);
  if (!isObject(map) || !place.resource.dialect.applicators.has(keyword)) return [];
  return Object.keys(map)
    .filter((name) => !isArray(map[name]))
    .map((name) => [name, childPlace(place, [keyword, name], map[name] as JsonValue)] as const);
}
