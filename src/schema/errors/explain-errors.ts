import type { Pointer } from '../../model/pointer.ts';
import { compilePattern } from '../../patterns/compile-pattern.ts';
import { exampleText } from '../../patterns/example-text.ts';
import type { ExplainInput, SchemaFailure, SchemaFinding } from '../schema-finding.ts';
import { quote } from '../../diagnostics/code-row.ts';
import { chooseBranch } from './choose-branch.ts';
import { demandOf } from './demand.ts';
import { demandingProperty } from './demanding-property.ts';
import { conditionsOf } from './explain-condition.ts';
import { explainOther } from './explain-logic.ts';
import { explainName } from './explain-name.ts';
import { misspelt } from './explain-object.ts';
import { explainers, valueKeywords } from './explainers.ts';
import { pairMisspelt } from './pair-misspelt.ts';
import { suggester, type Suggester } from './suggester.ts';
import { words, type ExplainContext, type Words } from './words.ts';

/**
 * Puts what a validator reports into words: one finding per cause, at the value or key that is at fault, with a hint where a
 * guess is worth one. In the order in which the validator met them. Values that must not be shown are in no part of a finding.
 */
export function explainErrors(input: ExplainInput): readonly SchemaFinding[] {
  const suggest = suggester();
  const reasons: Reasons = new Map();
  const failures = distinct(simplify(input.failures, reasons, suggest));
  const { pairs, rest } = pairMisspelt(failures, suggest);
  const mistakes = new Map(pairs.map((pair) => [pair.unknown, pair]));
  const inPairs = new Set(pairs.map((pair) => pair.missing));
  const kept = new Set(rest);
  const groups = groupByValue(rest);
  const isSecretAt = input.isSecretAt ?? (() => false);
  const help = { isSecretAt, suggest, patternOf: memoised(compilePattern), exampleFor: memoised(exampleText) };
  const findings: SchemaFinding[] = [];
  for (const failure of failures) {
    if (inPairs.has(failure)) continue;
    const pair = mistakes.get(failure);
    const also = alsoAsked(failure, groups);
    if (pair === undefined && (!kept.has(failure) || also === undefined)) continue;
    const context: ExplainContext = { ...help, also: also ?? [], because: reasons.get(failure) ?? '' };
    const said = pair === undefined ? explain(failure, context) : misspelt(failure, pair.missing, isSecretAt);
    if (said !== undefined) findings.push(findingOf(failure, withDemand(failure, said), input.isSecretAt));
  }
  return distinctFindings(findings);
}

/** Why a failure's keyword applies: a condition of the schema, or the branch that was chosen. */
type Reasons = Map<SchemaFailure, string>;

/** Replaces failures of `anyOf` and `oneOf` by those of the branch that was meant, and drops what others say better. */
function simplify(failures: readonly SchemaFailure[], reasons: Reasons, suggest: Suggester): SchemaFailure[] {
  const flat = failures.flatMap((failure) => {
    if (failure.branches === undefined || failure.message !== undefined) return [failure];
    const { failures: chosen, because } = chooseBranch(
      failure,
      failure.branches.map((branch) => simplify(branch, reasons, suggest)),
      suggest,
    );
    for (const each of chosen) if (because !== '' && !reasons.has(each)) reasons.set(each, because);
    return chosen;
  });
  const { rest, because } = conditionsOf(flat);
  for (const [failure, reason] of because) if (reason !== '') reasons.set(failure, reason);
  const named = new Set(
    rest.flatMap((each) => (each.propertyName === undefined ? [] : [nameKey(each.pointer, each.propertyName)])),
  );
  return rest.filter(
    ({ keyword, pointer, params }) => keyword !== 'propertyNames' || !named.has(nameKey(pointer, String(params['propertyName']))),
  );
}

function nameKey(pointer: Pointer, name: string): string {
  return JSON.stringify([pointer, name]);
}

/** The same keyword reached on two ways through the schema. */
function distinct(failures: readonly SchemaFailure[]): SchemaFailure[] {
  const seen = new Set<string>();
  return failures.filter(({ keyword, pointer, params, propertyName, expected, words: own }) => {
    const plain = [...Object.values(params), expected].filter((each) => typeof each !== 'object');
    const key = JSON.stringify([keyword, pointer, propertyName, own?.code, plain]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The failures of each value that judge the value itself, the one that words the finding first. */
function groupByValue(failures: readonly SchemaFailure[]): ReadonlyMap<string, readonly SchemaFailure[]> {
  const groups = new Map<string, SchemaFailure[]>();
  for (const failure of failures) {
    if (rankOf(failure) < 0) continue;
    const group = groups.get(groupKey(failure));
    if (group === undefined) groups.set(groupKey(failure), [failure]);
    else group.push(failure);
  }
  for (const group of groups.values()) group.sort((a, b) => rankOf(a) - rankOf(b));
  return groups;
}

function groupKey({ pointer, propertyName }: SchemaFailure): string {
  return JSON.stringify([pointer, propertyName]);
}

/** A message of the schema's author stands for itself. */
function rankOf({ keyword, message }: SchemaFailure): number {
  return message === undefined ? valueKeywords.indexOf(keyword) : -1;
}

/** What the rest of its group asks for; undefined for a failure that another of its group speaks for. */
function alsoAsked(failure: SchemaFailure, groups: ReadonlyMap<string, readonly SchemaFailure[]>): string[] | undefined {
  if (rankOf(failure) < 0) return [];
  const [first, ...others] = groups.get(groupKey(failure)) ?? [];
  if (first !== failure) return undefined;
  const saysAll = rankOf(failure) < valueKeywords.indexOf('anyOf');
  return saysAll ? [] : [...new Set(others.map(demandOf))];
}

function explain(failure: SchemaFailure, context: ExplainContext): Words | undefined {
  if (failure.words !== undefined && failure.message === undefined) return { ...failure.words, severity: 'error' };
  const explainer = failure.propertyName === undefined ? (explainers.get(failure.keyword) ?? explainOther) : explainName;
  const said = explainer(failure, context);
  if (failure.message === undefined || said === undefined) return said;
  return { ...said, ...words('schema/custom-message', { message: failure.message }) };
}

/** The value may be right, and the property too much that asks it for more. */
function withDemand({ schemaSite, message }: SchemaFailure, said: Words): Words {
  const property = said.hint === undefined && message === undefined ? demandingProperty(schemaSite.pointer) : undefined;
  return property === undefined ? said : { ...said, hint: `Correct it, or remove ${quote(property)}, which asks for that` };
}

function findingOf(failure: SchemaFailure, said: Words, isSecretAt: ExplainInput['isSecretAt']): SchemaFinding {
  const { code, args, severity, hint, at = 'value', pointer = failure.pointer } = said;
  const holdsSecret = at === 'key' && isSecretAt !== undefined ? selfAndAbove(pointer).some(isSecretAt) : failure.secret;
  return { code, args, severity, hint, pointer, at, secret: holdsSecret || said.secret === true, schemaSite: failure.schemaSite };
}

/** A key is beside the secrets of its object, not one of them, unless it stands at or in one. */
function selfAndAbove(pointer: Pointer): Pointer[] {
  const pointers = [pointer];
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) pointers.push(at.slice(0, at.lastIndexOf('/')));
  return pointers;
}

function distinctFindings(findings: readonly SchemaFinding[]): SchemaFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, args, pointer, at }) => {
    const key = JSON.stringify([code, args, pointer, at]);
    return !seen.has(key) && seen.add(key);
  });
}

function memoised<T>(make: (pattern: string) => T): (pattern: string) => T {
  const known = new Map<string, T>();
  return (pattern) => {
    const found = known.get(pattern);
    if (found !== undefined || known.has(pattern)) return found as T;
    const made = make(pattern);
    known.set(pattern, made);
    return made;
  };
}
