import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { EvaluationNode } from '../lowering/evaluation-plan.ts';

export interface Judges {
  unit(id: string): (data: JsonValue) => boolean;
  matches(pattern: string, text: string): boolean;
  spend(steps: number): void;
}

interface Evaluated {
  all: boolean;
  upTo: number;
  readonly names: Set<string>;
  readonly indices: Set<number>;
}

/** The member names of an object that no part of a schema evaluates. */
export function unevaluatedNames(nodes: readonly EvaluationNode[], data: JsonObject, judges: Judges): string[] {
  const evaluated = evaluate(nodes, data, judges);
  return evaluated.all ? [] : Object.keys(data).filter((name) => !evaluated.names.has(name));
}

/** The indices of an array that no part of a schema evaluates. */
export function unevaluatedIndices(nodes: readonly EvaluationNode[], data: readonly JsonValue[], judges: Judges): number[] {
  const evaluated = evaluate(nodes, data, judges);
  if (evaluated.all) return [];
  return [...data.keys()].filter((i) => i >= evaluated.upTo && !evaluated.indices.has(i));
}

function evaluate(nodes: readonly EvaluationNode[], data: JsonValue, judges: Judges): Evaluated {
  const evaluated: Evaluated = { all: false, upTo: 0, names: new Set(), indices: new Set() };
  visit(nodes, 0, data, judges, evaluated);
  return evaluated;
}

function visit(nodes: readonly EvaluationNode[], index: number, data: JsonValue, judges: Judges, into: Evaluated): void {
  judges.spend(1);
  const node = nodes[index];
  if (node === undefined || into.all) return;
  if (isObject(data)) visitObject(node, data, judges, into);
  else if (isArray(data)) visitArray(node, data, judges, into);
  const follow = (next: number): void => visit(nodes, next, data, judges, into);
  for (const next of node.always ?? []) follow(next);
  for (const [unit, next] of node.when ?? []) if (judges.unit(unit)(data)) follow(next);
  for (const [name, next] of node.present ?? []) if (isObject(data) && Object.hasOwn(data, name)) follow(next);
  if (node.choose !== undefined) {
    const [unit, then, yes, no] = node.choose;
    if (judges.unit(unit)(data)) [then, yes].forEach(follow);
    else follow(no);
  }
}

function visitObject(node: EvaluationNode, data: JsonObject, judges: Judges, into: Evaluated): void {
  if (node.members === true) into.all = true;
  for (const name of node.names ?? []) into.names.add(name);
  for (const pattern of node.patterns ?? []) {
    for (const name of Object.keys(data)) if (judges.matches(pattern, name)) into.names.add(name);
  }
}

function visitArray(node: EvaluationNode, data: readonly JsonValue[], judges: Judges, into: Evaluated): void {
  if (node.elements === true) into.all = true;
  else if (node.elements !== undefined) into.upTo = Math.max(into.upTo, node.elements);
  const { contains } = node;
  if (contains === undefined) return;
  const accepts = judges.unit(contains);
  data.forEach((item, i) => {
    if (accepts(item)) into.indices.add(i);
  });
}
