import { isArray, isObject, member, type JsonObject } from '../../model/json.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { demandingProperty } from './demanding-property.ts';
import { oneOfThese, showValue } from './show-value.ts';

/**
 * For each failure the condition that makes its keyword apply, from the `if` beside the `then` or `else` that it is in, or
 * from the property that brings along a schema.
 * Failures of `if` itself are left out where another says more.
 */
export function conditionsOf(failures: readonly SchemaFailure[]): {
  rest: SchemaFailure[];
  because: ReadonlyMap<SchemaFailure, string>;
} {
  const conditions = failures.filter((failure) => failure.keyword === 'if');
  const others = failures.filter((failure) => failure.keyword !== 'if');
  const because = new Map<SchemaFailure, string>();
  for (const failure of others) {
    const condition = conditions.find((each) => isInside(failure, each));
    const property = demandingProperty(failure.schemaSite.pointer);
    if (condition !== undefined) because.set(failure, describeCondition(condition));
    else if (property !== undefined) because.set(failure, `${JSON.stringify(property)} is present`);
  }
  const alone = conditions.filter((condition) => !others.some((other) => isAtOrBelow(other.pointer, condition.pointer)));
  return { rest: [...others, ...alone], because };
}

function isInside(failure: SchemaFailure, condition: SchemaFailure): boolean {
  const { source, pointer } = condition.schemaSite;
  if (failure.schemaSite.source !== source || !isAtOrBelow(failure.pointer, condition.pointer)) return false;
  const holder = pointer.replace(/\/if$/, '');
  return isAtOrBelow(failure.schemaSite.pointer, `${holder}/${String(condition.params['failingKeyword'])}`);
}

export function isAtOrBelow(pointer: string, other: string): boolean {
  return pointer === other || pointer.startsWith(`${other}/`);
}

/** `"kind" is "web"`; empty for conditions that take more than a few words, and where values must not be shown. */
function describeCondition({ params, schema, secret }: SchemaFailure): string {
  const condition = member(schema, 'if');
  if (secret || !isObject(condition)) return '';
  const clauses = clausesOf(condition, params['failingKeyword'] === 'then');
  return clauses === undefined ? '' : clauses.join(' and ');
}

function clausesOf(condition: JsonObject, holds: boolean): string[] | undefined {
  const properties = member(condition, 'properties');
  const names = isObject(properties) ? Object.keys(properties) : [];
  const known = Object.keys(condition).every((key) => key === 'properties' || key === 'required' || key === 'type');
  if (!known || (!holds && names.length > 1)) return undefined;
  const clauses = names.map((name) => clause(name, (properties as JsonObject)[name] as JsonObject, holds));
  if (clauses.some((each) => each === undefined) || clauses.length > 3) return undefined;
  if (clauses.length > 0) return clauses as string[];
  const required = member(condition, 'required');
  if (!isArray(required) || required.length !== 1) return undefined;
  return [`${JSON.stringify(required[0])} is ${holds ? 'present' : 'absent'}`];
}

function clause(name: string, schema: JsonObject, holds: boolean): string | undefined {
  if (!isObject(schema)) return undefined;
  const constant = member(schema, 'const');
  const values = constant === undefined ? member(schema, 'enum') : [constant];
  if (!isArray(values) || values.length === 0) return undefined;
  return `${JSON.stringify(name)} is ${holds ? '' : 'not '}${oneOfThese(values.map(showValue), 4)}`;
}
