import { compareKeys } from '../../model/canonical-json.ts';
import { isArray, isObject, jsonKind, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/pointer.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { typesOf } from './explain-type.ts';
import { isUnknownProperty, pairMisspelt } from './pair-misspelt.ts';
import { showValue } from './show-value.ts';
import type { Suggester } from './suggester.ts';

/** One branch of an `anyOf` or `oneOf` that was not met. */
interface Branch {
  readonly failures: readonly SchemaFailure[];
  /** The failures at the value itself, not below it. */
  readonly own: readonly SchemaFailure[];
  /** The subschema of the branch, where it is known without following references. */
  readonly schema: JsonObject | undefined;
}

export interface Choice {
  readonly failures: readonly SchemaFailure[];
  /** What shows that this branch was meant: `"kind" is "web"`; empty where only likeness does. */
  readonly because: string;
}

/**
 * What to say about a failed `anyOf` or `oneOf`: the failures of the branch that was meant, told by a tag (a property that each
 * branch wants to have another value), by type, or by likeness; one failure that stands for all branches where they ask for
 * the same; or the failure as it is, when nothing shows which one was meant.
 *
 * @param branchFailures the failures of each branch, already simplified
 */
export function chooseBranch(
  failure: SchemaFailure,
  branchFailures: readonly (readonly SchemaFailure[])[],
  suggest: Suggester,
): Choice {
  const branches = branchFailures.map((failures, index) => branchOf(failure, failures, index));
  const asIs: Choice = { failures: [failure], because: '' };
  if (branches.length === 0 || branches.some((branch) => branch.failures.length === 0)) return asIs;
  const ofType = branches.filter((branch) => !branch.own.some((each) => isOfOtherType(each)));
  if (ofType.length === 0)
    return branches.every(statesType) ? { failures: [unionOfTypes(failure, branches)], because: '' } : asIs;
  if (ofType.length === 1) return { failures: ofType[0]?.failures ?? [], because: '' };
  const { value } = failure;
  if (isObject(value))
    return byTag(failure, value, ofType, suggest) ?? byLikeness(value, ofType, suggest) ?? inCommon(ofType) ?? asIs;
  if (isArray(value)) return byLikeness({}, ofType, suggest) ?? inCommon(ofType) ?? asIs;
  const union = unionOfValues(failure, ofType);
  return union === undefined ? asIs : { failures: [union], because: '' };
}

function branchOf(failure: SchemaFailure, failures: readonly SchemaFailure[], index: number): Branch {
  const own = failures.filter((each) => each.pointer === failure.pointer && each.propertyName === undefined);
  const written = isArray(failure.expected) ? failure.expected[index] : undefined;
  const inline = isObject(written) && isObject(member(written, 'properties')) ? written : undefined;
  return { failures, own, schema: inline ?? own.find((each) => Object.hasOwn(each.schema, 'properties'))?.schema };
}

function statesType({ own }: Branch): boolean {
  return own.some((each) => each.keyword === 'type');
}

/** A branch that wants one of some texts was not meant by a number. */
function isOfOtherType(failure: SchemaFailure): boolean {
  if (!isChoice(failure)) return failure.keyword === 'type';
  return allowedBy([failure]).every((each) => jsonKind(each) !== jsonKind(failure.value) || typeof each !== typeof failure.value);
}

function unionOfTypes(failure: SchemaFailure, branches: readonly Branch[]): SchemaFailure {
  const types = branches.flatMap(({ own }) =>
    own.flatMap((each) => (each.keyword === 'type' ? typesOf(each.params['type']) : [])),
  );
  return {
    ...failure,
    keyword: 'type',
    params: { type: [...new Set(types)] },
    schema: { anyOf: failure.expected ?? [] },
    branches: undefined,
  };
}

/** All that the branches ask of the value is to be one of theirs. */
function unionOfValues(failure: SchemaFailure, branches: readonly Branch[]): SchemaFailure | undefined {
  const failures = branches.flatMap((branch) => branch.failures);
  if (!failures.every((each) => isChoice(each) && each.pointer === failure.pointer)) return undefined;
  return { ...failure, keyword: 'enum', expected: allowedBy(failures), branches: undefined };
}

function isChoice({ keyword }: SchemaFailure): boolean {
  return keyword === 'const' || keyword === 'enum';
}

function allowedBy(failures: readonly SchemaFailure[]): JsonValue[] {
  const values = failures.flatMap(({ keyword, expected }) =>
    keyword === 'enum' && isArray(expected) ? expected : [expected ?? null],
  );
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function byTag(failure: SchemaFailure, value: JsonObject, branches: readonly Branch[], suggest: Suggester): Choice | undefined {
  for (const name of Object.keys(value)) {
    const pointer = childPointer(failure.pointer, name);
    const rejections = branches.map((branch) => branch.failures.filter((each) => isChoice(each) && each.pointer === pointer));
    if (rejections.every((each) => each.length === 0)) continue;
    const rejected = rejections.flat();
    const meant = branches.filter((branch, i) => rejections[i]?.length === 0 && mayBeTag(branch, name));
    if (meant.length === 0) {
      if (rejections.some((each) => each.length === 0)) continue;
      return { failures: [wrongTag(rejected)], because: '' };
    }
    const because = rejected.some((each) => each.secret)
      ? ''
      : `${JSON.stringify(name)} is ${showValue(value[name] as JsonValue)}`;
    if (meant.length === 1) return { failures: meant[0]?.failures ?? [], because };
    return byTag(failure, value, meant, suggest) ?? byLikeness(value, meant, suggest) ?? inCommon(meant);
  }
  return undefined;
}

/** False where the branch is known to let the property have any value. */
function mayBeTag({ schema }: Branch, name: string): boolean {
  if (schema === undefined) return true;
  const properties = member(schema, 'properties');
  const property = isObject(properties) ? member(properties, name) : undefined;
  return isObject(property) && ['const', 'enum', '$ref', 'allOf'].some((keyword) => Object.hasOwn(property, keyword));
}

function wrongTag(rejected: readonly SchemaFailure[]): SchemaFailure {
  const [first] = rejected as readonly [SchemaFailure, ...SchemaFailure[]];
  return { ...first, keyword: 'enum', expected: allowedBy(rejected), schema: {} };
}

/**
 * The branch with the fewest failures at the value itself, then with the most properties that it knows, then with the fewest
 * failures in all; only where that is one branch, and it has something in common with the value.
 */
function byLikeness(value: JsonObject, branches: readonly Branch[], suggest: Suggester): Choice | undefined {
  const rated = branches
    .map((branch) => ({ branch, rating: ratingOf(value, branch, suggest) }))
    .toSorted((a, b) => compare(a.rating, b.rating));
  const [best, next] = rated;
  if (best === undefined || (next !== undefined && compare(best.rating, next.rating) === 0)) return undefined;
  const [faults, known] = best.rating;
  return faults === 0 || known < 0 ? { failures: best.branch.failures, because: '' } : undefined;
}

type Rating = readonly [faults: number, knownNegated: number, all: number];

function ratingOf(value: JsonObject, { failures, own, schema }: Branch, suggest: Suggester): Rating {
  const { pairs } = pairMisspelt(own, suggest);
  const properties = schema === undefined ? undefined : member(schema, 'properties');
  const known = isObject(properties) ? Object.keys(value).filter((name) => Object.hasOwn(properties, name)).length : 0;
  return [own.length - pairs.length, -(known + pairs.length), failures.length - pairs.length];
}

function compare(a: Rating, b: Rating): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** What every branch misses in the same way is wrong whichever was meant. */
function inCommon(branches: readonly Branch[]): Choice | undefined {
  const [first, ...others] = branches;
  const failures = (first?.failures ?? []).filter((each) =>
    others.every((other) => other.failures.some((its) => sameFailure(its, each))),
  );
  const together = failures.map((each) => {
    if (isUnknownProperty(each)) return withAllKnown(each, branches);
    return each.keyword === 'required' ? withAllTags(each, branches) : each;
  });
  return together.length === 0 ? undefined : { failures: together, because: '' };
}

function sameFailure(a: SchemaFailure, b: SchemaFailure): boolean {
  return a.keyword === b.keyword && a.pointer === b.pointer && JSON.stringify(a.params) === JSON.stringify(b.params);
}

function withAllKnown(failure: SchemaFailure, branches: readonly Branch[]): SchemaFailure {
  const alike = branches.flatMap((branch) => branch.failures.filter((each) => sameFailure(each, failure)));
  return { ...failure, knownProperties: [...new Set(alike.flatMap((each) => each.knownProperties ?? []))].sort(compareKeys) };
}

/** A missing tag may have the value of any branch. */
function withAllTags(failure: SchemaFailure, branches: readonly Branch[]): SchemaFailure {
  const name = String(failure.params['missingProperty']);
  const values = branches.flatMap(({ schema }) => {
    const properties = schema === undefined ? undefined : member(schema, 'properties');
    const property = isObject(properties) ? member(properties, name) : undefined;
    const constant = isObject(property) ? member(property, 'const') : undefined;
    return constant === undefined ? [] : [constant];
  });
  const isTag = values.length === branches.length;
  return { ...failure, schema: isTag ? { properties: { [name]: { enum: values } } } : {} };
}
