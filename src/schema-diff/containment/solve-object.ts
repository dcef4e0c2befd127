import type { JsonValue } from '../../model/json.ts';
import { setMember } from '../../model/json.ts';
import { empty, unknown, type Found, type KeyDemand, type Literal, type Way } from './literal.ts';
import { notAmong } from './solve-array.ts';
import type { Members } from './part.ts';
import type { SchemaClass } from './schema-class.ts';
import type { Finder } from './finder.ts';
import { STRING } from './type-mask.ts';
import { every } from './verdict.ts';

/** Ways to match some patterns and not others are counted out; of more patterns nothing is proved. */
const MAX_PATTERNS = 6;
const MAX_BUILT = 300;
/** Members that are looked at before anything is chosen. */
const MAX_SEEN = 12;

interface ObjectNeeds {
  min: number;
  max: number;
  readonly members: Members<SchemaClass>[];
  readonly names: SchemaClass[];
  readonly required: ReadonlySet<string>[];
  readonly lacks: Set<string>;
  readonly has: Map<string, Literal[]>;
  readonly keys: KeyDemand[];
}

/** A name that a member may have, and what holds of its value. */
interface Candidate {
  readonly name: string;
  readonly value: Found;
}

export function refutesInObject(leaves: readonly Literal[], { part }: Literal, solver: Finder): boolean {
  if (part.op === 'has') {
    const needs = needsOf(leaves);
    return isAbsent(part.name, needs, solver) || memberValue(part.name, withOptional(part.value), needs, solver).is === 'empty';
  }
  if (part.op === 'lacks') return leaves.some((leaf) => asksFor(leaf, part.name));
  return part.op === 'key' && !mayMeet(part, needsOf(leaves), solver);
}

/** Whether what is known contradicts itself where that is easily seen. */
export function isAbsurd(leaves: readonly Literal[], solver: Finder): boolean {
  const needs = needsOf(leaves);
  if (needs.min > needs.max || needs.has.size > needs.max) return true;
  if (needs.required.some((names) => [...needs.lacks].some((name) => names.has(name)))) return true;
  const names = [...needs.has.keys()];
  for (const each of needs.required) if (names.length + each.size <= MAX_SEEN) names.push(...each);
  return names.some((name) => isAbsent(name, needs, solver) || memberValue(name, [], needs, solver).is === 'empty');
}

export function solveObject(leaves: readonly Literal[], solver: Finder): Found {
  const needs = needsOf(leaves);
  for (const names of needs.required) for (const name of names) if (!needs.has.has(name)) needs.has.set(name, []);
  if (needs.min > needs.max || needs.has.size > needs.max) return empty;
  let doubt: Found | undefined;
  const present = new Map<string, JsonValue>();
  for (const name of needs.has.keys()) {
    if (isAbsent(name, needs, solver)) return empty;
    const value = memberValue(name, [], needs, solver);
    if (value.is === 'empty') return empty;
    if (value.is === 'unknown') doubt = value;
    else present.set(name, value.value);
  }
  if (needs.keys.some((demand) => !mayMeet(demand, needs, solver))) return empty;
  if (needs.min > present.size && isTooFew(needs, solver)) return empty;
  return doubt ?? built(present, needs, solver);
}

function needsOf(leaves: readonly Literal[]): ObjectNeeds {
  const needs: ObjectNeeds = {
    min: 0,
    max: Infinity,
    members: [],
    names: [],
    required: [],
    lacks: new Set(),
    has: new Map(),
    keys: [],
  };
  for (const { part, positive } of leaves) {
    if (part.op === 'members') needs.members.push(part);
    else if (part.op === 'names') needs.names.push(part.name);
    else if (part.op === 'required') needs.required.push(part.names);
    else if (part.op === 'lacks') needs.lacks.add(part.name);
    else if (part.op === 'has') needs.has.set(part.name, [...(needs.has.get(part.name) ?? []), ...withOptional(part.value)]);
    else if (part.op === 'key') needs.keys.push(part);
    // An object that is not the empty one has a member.
    else if (part.op === 'enum' && !positive && part.keys.has('{}')) needs.min = Math.max(needs.min, 1);
    else if (part.op === 'size') {
      needs.min = Math.max(needs.min, part.min);
      needs.max = Math.min(needs.max, part.max);
    }
  }
  return needs;
}

function withOptional(value: Literal | undefined): Literal[] {
  return value === undefined ? [] : [value];
}

function asksFor({ part }: Literal, name: string): boolean {
  if (part.op === 'has') return part.name === name;
  return part.op === 'required' && part.names.has(name);
}

/** Whether no member may have this name. */
function isAbsent(name: string, { lacks, names }: ObjectNeeds, { parts: { interpreter } }: Finder): boolean {
  return lacks.has(name) || names.some((schema) => interpreter.accepts(schema, name) === false);
}

/** What holds of the value of a member. */
function memberValue(name: string, more: Way, needs: ObjectNeeds, solver: Finder): Found {
  return solver.find([...valueOf(name, needs, solver), ...(needs.has.get(name) ?? []), ...more]);
}

function valueOf(name: string, { members }: ObjectNeeds, { parts: { patterns, literals } }: Finder): Literal[] {
  const found: Literal[] = [];
  for (const part of members) {
    const own = part.named.get(name);
    let isSure = true;
    let isCovered = own !== undefined;
    if (own !== undefined) found.push(literals.schema(own, true));
    for (const [pattern, schema] of part.patterns) {
      const matches = patterns.test(pattern, name);
      if (matches === undefined) isSure = false;
      if (matches !== true) continue;
      isCovered = true;
      found.push(literals.schema(schema, true));
    }
    if (!isCovered && isSure && part.others !== undefined) found.push(literals.schema(part.others, true));
  }
  return found;
}

function mayMeet(demand: KeyDemand, needs: ObjectNeeds, solver: Finder): boolean {
  const isFull = needs.has.size >= needs.max;
  for (const name of isFull ? needs.has.keys() : namesOf(needs)) {
    if (fitsName(demand, name, solver) !== false && !isAbsent(name, needs, solver)) {
      if (memberValue(name, withOptional(demand.value), needs, solver).is !== 'empty') return true;
    }
  }
  return !isFull && newMembers(demand, needs, solver, 'possible').length > 0;
}

/** Names that are spoken of. */
function namesOf({ members, has, required, names: allowed }: ObjectNeeds): Set<string> {
  const names = new Set(has.keys());
  for (const each of required) for (const name of each) names.add(name);
  for (const { named } of members) for (const name of named.keys()) names.add(name);
  for (const { parts } of allowed) {
    for (const { part } of parts) {
      if (part.op === 'enum') for (const value of part.values) if (typeof value === 'string') names.add(value);
    }
  }
  return names;
}

function fitsName(demand: KeyDemand, name: string, { parts: { patterns, interpreter } }: Finder): boolean | undefined {
  const { notNamed, notMatching, matching } = demand;
  if (notNamed.has(name)) return false;
  const isOther = every(notMatching, (pattern) => {
    const matches = patterns.test(pattern, name);
    return matches === undefined ? undefined : !matches;
  });
  const isMatching = matching === undefined || patterns.test(matching, name);
  const { part, positive } = demand.name ?? {};
  const isNamed = part?.op === 'schema' ? interpreter.accepts(part.schema, name) : true;
  return every([isOther, isMatching, isNamed === undefined || positive !== false ? isNamed : !isNamed], (each) => each);
}

/**
 * Members whose names nobody speaks of, one for each way to match the patterns that there are.
 *
 * @param wanted whether those count whose name or value may be there, or only those that were found
 */
function newMembers(demand: KeyDemand, needs: ObjectNeeds, solver: Finder, wanted: 'possible' | 'found'): Candidate[] {
  const patterns = [
    ...new Set([...needs.members.flatMap((part) => part.patterns.map(([pattern]) => pattern)), ...demand.notMatching]),
  ];
  const free = patterns.filter((pattern) => pattern !== demand.matching && !demand.notMatching.includes(pattern));
  if (free.length > MAX_PATTERNS) return wanted === 'possible' ? [{ name: '', value: unknown('too many patterns') }] : [];
  const found: Candidate[] = [];
  for (let ways = 0; ways < 2 ** free.length; ways += 1) {
    const matched = new Set(free.filter((_, i) => (ways & (1 << i)) !== 0));
    if (demand.matching !== undefined) matched.add(demand.matching);
    const candidate = newMember(demand, matched, patterns, needs, solver);
    if (candidate === undefined || (wanted === 'found' && candidate.value.is !== 'value')) continue;
    found.push(candidate);
    break;
  }
  return found;
}

/** Undefined where there is none, or where none was found and only found ones count. */
function newMember(
  demand: KeyDemand,
  matched: ReadonlySet<string>,
  patterns: readonly string[],
  needs: ObjectNeeds,
  solver: Finder,
): Candidate | undefined {
  const { literals } = solver.parts;
  if (demand.notMatching.some((pattern) => matched.has(pattern))) return undefined;
  const schemas = needs.members.flatMap((part) => {
    const own = part.patterns.filter(([pattern]) => matched.has(pattern)).map(([, schema]) => schema);
    return own.length > 0 || part.others === undefined ? own : [part.others];
  });
  const value = solver.findWith(
    schemas.map((schema) => literals.schema(schema, true)),
    withOptional(demand.value),
  );
  if (value.is === 'empty') return undefined;
  const all = [...new Set([...patterns, ...matched])];
  const taken = new Set([...namesOf(needs), ...needs.lacks, ...demand.notNamed.keys()]);
  const name = solver.find([
    literals.part({ op: 'types', mask: STRING }, true),
    ...needs.names.map((schema) => literals.schema(schema, true)),
    ...withOptional(demand.name),
    ...all.map((pattern) => literals.part({ op: 'pattern', pattern }, matched.has(pattern))),
    ...(taken.size === 0 ? [] : [notAmong([...taken], solver)]),
  ]);
  if (name.is === 'empty') return undefined;
  return name.is === 'value' && typeof name.value === 'string'
    ? { name: name.value, value }
    : { name: '', value: unknown('no name was found') };
}

const anyKey: KeyDemand = {
  op: 'key',
  notNamed: new Map(),
  notMatching: [],
  matching: undefined,
  name: undefined,
  value: undefined,
};

/** Whether there are fewer names than members are asked for. */
function isTooFew(needs: ObjectNeeds, solver: Finder): boolean {
  if (newMembers(anyKey, needs, solver, 'possible').length > 0) return false;
  let count = 0;
  for (const name of namesOf(needs)) {
    if (!isAbsent(name, needs, solver) && memberValue(name, [], needs, solver).is !== 'empty') count += 1;
    if (count >= needs.min) return false;
  }
  return true;
}

function built(present: Map<string, JsonValue>, needs: ObjectNeeds, solver: Finder): Found {
  for (const demand of needs.keys) {
    const met = memberFor(demand, present, needs, solver);
    if (met === undefined) return unknown('no member was found');
    present.set(met.name, met.value);
  }
  for (let i = 0; present.size < needs.min; i += 1) {
    const more = i > MAX_BUILT ? undefined : memberFor(anyKey, present, needs, solver, true);
    if (more === undefined) return unknown('no further member was found');
    present.set(more.name, more.value);
  }
  if (present.size > needs.max) return unknown('the object has too many members');
  const value: Record<string, JsonValue> = {};
  for (const [name, each] of present) setMember(value, name, each);
  return { is: 'value', value };
}

/** A member that meets a demand: a new one, or one whose name is spoken of. */
function memberFor(
  demand: KeyDemand,
  present: ReadonlyMap<string, JsonValue>,
  needs: ObjectNeeds,
  solver: Finder,
  isNew = false,
): { readonly name: string; readonly value: JsonValue } | undefined {
  const isFull = present.size >= needs.max;
  const withPresent = {
    ...needs,
    has: new Map([...needs.has, ...[...present.keys()].map((name) => [name, needs.has.get(name) ?? []] as const)]),
  };
  if (!isFull) {
    const [fresh] = newMembers(demand, withPresent, solver, 'found');
    if (fresh?.value.is === 'value') return { name: fresh.name, value: fresh.value.value };
  }
  for (const name of namesOf(withPresent)) {
    if (present.has(name) ? isNew : isFull) continue;
    if (fitsName(demand, name, solver) !== true || isAbsent(name, needs, solver)) continue;
    const value = memberValue(name, withOptional(demand.value), needs, solver);
    if (value.is === 'value') return { name, value: value.value };
  }
  return undefined;
}
