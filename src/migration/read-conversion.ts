import { deepEqual, isArray, isObject, member, type JsonObject, type JsonPrimitive, type JsonValue } from '../model/json.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { Conversion, ScalarType, ValuePair } from './step.ts';
import type { StepFindings } from './step-findings.ts';
import { unitNames, unitOf } from './units.ts';

const types: readonly ScalarType[] = ['string', 'number', 'integer', 'boolean'];
const kinds = ['values', 'type', 'unit'] as const;

interface Reading {
  readonly step: JsonObject;
  readonly name: string;
  readonly tokens: readonly string[];
  readonly findings: StepFindings;
}

/** How a `convert` step converts; undefined, with findings, where that is not clear. */
export function readConversion(
  step: JsonObject,
  name: string,
  tokens: readonly string[],
  findings: StepFindings,
): Conversion | undefined {
  const reading = { step, name, tokens, findings };
  const given = kinds.filter((kind) => Object.hasOwn(step, kind));
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    const reason = kind === undefined ? 'does not say how to convert' : 'says more than one way to convert';
    return findings.badStep(name, reason, findings.site(tokens), 'Give it one of values, type and unit');
  }
  const stray = kind === 'values' ? undefined : ['others', 'back'].find((key) => Object.hasOwn(step, key));
  if (stray !== undefined)
    return findings.badStep(name, `has ${stray} without values`, findings.site([...tokens, stray], 'key'), `Remove ${stray}`);
  return kind === 'values' ? readValues(reading) : kind === 'type' ? readType(reading) : readUnit(reading);
}

function readValues(reading: Reading): Conversion | undefined {
  const { step, name, tokens, findings } = reading;
  const pairs = readPairs('values', reading);
  const back = Object.hasOwn(step, 'back') ? readPairs('back', reading) : undefined;
  const others = member(step, 'others') ?? 'refuse';
  if (others !== 'refuse' && others !== 'keep')
    return findings.badStep(
      name,
      'has others that is no word for it',
      findings.site([...tokens, 'others']),
      'Write "keep" or "refuse"',
    );
  if (pairs === undefined || (back === undefined && Object.hasOwn(step, 'back'))) return undefined;
  if (back === undefined && member(step, 'lossy') !== true) checkOneToOne(pairs, reading);
  if (back !== undefined) checkCovered(pairs, back, reading);
  return { kind: 'values', pairs, back: back ?? firstOfEach(pairs), others };
}

function readPairs(field: 'values' | 'back', { step, name, tokens, findings }: Reading): readonly ValuePair[] | undefined {
  const list = step[field] as JsonValue;
  const site = findings.site([...tokens, field]);
  const hint = 'Write pairs of single values, such as [["low", 1], ["high", 2]]';
  if (!isArray(list) || list.length === 0) return findings.badStep(name, `has ${field} that is no list of pairs`, site, hint);
  const seen = new Set<JsonPrimitive>();
  for (const [i, pair] of list.entries()) {
    const at = findings.site([...tokens, field, String(i)]);
    if (!isPair(pair)) return findings.badStep(name, `has an entry of ${field} that is no pair`, at, hint);
    if (seen.has(pair[0])) return findings.badStep(name, `has the same value twice in ${field}`, at, 'Remove one of the pairs');
    seen.add(pair[0]);
  }
  return list as unknown as readonly ValuePair[];
}

function isPair(value: JsonValue): value is ValuePair {
  return isArray(value) && value.length === 2 && value.every((each) => !isArray(each) && !isObject(each));
}

function checkOneToOne(pairs: readonly ValuePair[], { name, tokens, findings }: Reading): void {
  const seen = new Set<JsonPrimitive>();
  for (const [i, [, to]] of pairs.entries()) {
    if (!seen.has(to)) seen.add(to);
    else {
      const hint = 'Add back: [..] with the pairs of the way back, or lossy: true';
      findings.notInvertible(name, 'two values become the same one', findings.site([...tokens, 'values', String(i)]), hint);
      return;
    }
  }
}

function checkCovered(pairs: readonly ValuePair[], back: readonly ValuePair[], { name, tokens, findings }: Reading): void {
  const missing = pairs.findIndex(([, to]) => !back.some(([from]) => deepEqual(from, to)));
  if (missing < 0) return;
  const site = findings.site([...tokens, 'values', String(missing)]);
  findings.notInvertible(name, 'back has no pair for this value', site, 'Add the pair to back');
}

function firstOfEach(pairs: readonly ValuePair[]): readonly ValuePair[] {
  const back = new Map<JsonPrimitive, JsonPrimitive>();
  for (const [from, to] of pairs) if (!back.has(to)) back.set(to, from);
  return [...back];
}

function readType(reading: Reading): Conversion | undefined {
  const { findings, name, tokens } = reading;
  const ends = readEnds('type', reading);
  if (ends === undefined) return undefined;
  for (const end of ['from', 'to'] as const) {
    if (types.includes(ends[end] as ScalarType)) continue;
    const hint = `Write one of ${types.join(', ')}`;
    return findings.badStep(name, `knows no type ${JSON.stringify(ends[end])}`, findings.site([...tokens, 'type', end]), hint);
  }
  const { from, to } = ends as { from: ScalarType; to: ScalarType };
  if (from !== 'boolean' || to !== 'number') return { kind: 'type', from, to };
  return findings.badStep(
    name,
    'cannot make numbers of booleans',
    findings.site([...tokens, 'type', 'to']),
    'Write "integer", or give values',
  );
}

function readUnit(reading: Reading): Conversion | undefined {
  const { findings, tokens } = reading;
  const ends = readEnds('unit', reading);
  if (ends === undefined) return undefined;
  for (const end of ['from', 'to'] as const) {
    if (unitOf(ends[end]) !== undefined) continue;
    const near = nearestNames(ends[end], unitNames, 1)[0];
    const hint = near === undefined ? `Write one of ${unitNames.join(', ')}` : `Write "${near}"`;
    findings.unknownUnit(ends[end], 'is no unit that confman knows', findings.site([...tokens, 'unit', end]), hint);
    return undefined;
  }
  const { from, to } = ends;
  if (unitOf(from)?.dimension === unitOf(to)?.dimension) return { kind: 'unit', from, to };
  findings.unknownUnit(
    to,
    `does not measure what ${from} measures`,
    findings.site([...tokens, 'unit', 'to']),
    'Choose two units of one kind',
  );
  return undefined;
}

function readEnds(field: 'type' | 'unit', { step, name, tokens, findings }: Reading): { from: string; to: string } | undefined {
  const ends = step[field] as JsonValue;
  const from = isObject(ends) ? member(ends, 'from') : undefined;
  const to = isObject(ends) ? member(ends, 'to') : undefined;
  if (typeof from === 'string' && typeof to === 'string' && Object.keys(ends as JsonObject).length === 2) return { from, to };
  const example = field === 'type' ? '{ from: "string", to: "integer" }' : '{ from: "ms", to: "s" }';
  return findings.badStep(
    name,
    `has a ${field} without from and to`,
    findings.site([...tokens, field]),
    `Write ${field}: ${example}`,
  );
}
