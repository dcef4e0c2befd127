import { canonicalJson } from '../../model/canonical-json.ts';
import type { JsonValue } from '../../model/json.ts';
import { empty, unknown, type Found, type Literal, type Way } from './literal.ts';
import type { Part } from './part.ts';
import type { SchemaClass } from './schema-class.ts';
import type { Finder } from './finder.ts';

/** Elements of an array that is built. */
const MAX_BUILT = 500;
/** Pairs of positions that are looked at for equal elements. */
const MAX_PAIRED = 8;
/** Values that are counted out for elements that have to differ. */
const MAX_DISTINCT = 10;

interface Counted {
  readonly item: SchemaClass;
  readonly count: number;
}

interface ArrayNeeds {
  min: number;
  max: number;
  readonly items: Extract<Part<SchemaClass>, { op: 'items' }>[];
  /** By position. */
  readonly elements: Map<number, Literal[]>;
  readonly tails: { readonly from: number; readonly value: Literal }[];
  readonly atLeast: Counted[];
  readonly atMost: Counted[];
  /** Of all elements, out of what may be counted no time. */
  readonly each: Literal[];
  isUnique: boolean;
  hasEqual: boolean;
  /** From here on all positions are alike. */
  alikeFrom: number;
}

export function refutesInArray(leaves: readonly Literal[], { part }: Literal, solver: Finder): boolean {
  if (part.op !== 'element' && part.op !== 'tail') return false;
  const needs = needsOf(leaves, solver);
  if (part.op === 'element') return part.index >= needs.max || isEmptyAt(part.index, [part.value], needs, solver);
  return positionsFrom(part.from, needs).every((at) => isEmptyAt(at, [part.value], needs, solver));
}

export function solveArray(leaves: readonly Literal[], solver: Finder): Found {
  const needs = needsOf(leaves, solver);
  for (let at = 0; at <= needs.alikeFrom && at < needs.max; at += 1) {
    if (isEmptyAt(at, [], needs, solver)) needs.max = at;
  }
  if (needs.min > needs.max || isContradiction(needs, solver)) return empty;
  const array = new ArrayBuilder(needs, solver).build();
  return array === undefined ? unknown('no array was found') : { is: 'value', value: array };
}

function needsOf(leaves: readonly Literal[], solver: Finder): ArrayNeeds {
  const needs: ArrayNeeds = {
    min: 0,
    max: Infinity,
    items: [],
    elements: new Map(),
    tails: [],
    atLeast: [],
    atMost: [],
    each: [],
    isUnique: false,
    hasEqual: false,
    alikeFrom: 0,
  };
  for (const literal of leaves) noteLeaf(needs, literal, solver);
  if (needs.hasEqual) needs.min = Math.max(needs.min, 2);
  const lengths = [
    ...needs.items.map(({ prefix }) => prefix.length),
    ...[...needs.elements.keys()].map((index) => index + 1),
    ...needs.tails.map(({ from }) => from),
  ];
  needs.alikeFrom = lengths.reduce((most, each) => Math.max(most, each), 0);
  needs.min = Math.max(
    needs.min,
    ...[...needs.elements.keys()].map((index) => index + 1),
    ...needs.tails.map(({ from }) => from + 1),
    ...needs.atLeast.map(({ count }) => count),
  );
  return needs;
}

function noteLeaf(needs: ArrayNeeds, { part, positive }: Literal, { parts: { literals } }: Finder): void {
  if (part.op === 'items') needs.items.push(part);
  else if (part.op === 'tail') needs.tails.push(part);
  else if (part.op === 'at-least') needs.atLeast.push(part);
  else if (part.op === 'at-most') {
    if (part.count === 0) needs.each.push(literals.schema(part.item, false));
    else needs.atMost.push(part);
  } else if (part.op === 'element') {
    const known = needs.elements.get(part.index);
    if (known === undefined) needs.elements.set(part.index, [part.value]);
    else known.push(part.value);
  } else if (part.op === 'unique') {
    if (positive) needs.isUnique = true;
    else needs.hasEqual = true;
  } else if (part.op === 'enum') {
    if (!positive && part.keys.has('[]')) needs.min = Math.max(needs.min, 1);
  } else if (part.op === 'count') {
    needs.min = Math.max(needs.min, part.min);
    needs.max = Math.min(needs.max, part.max);
  }
}

/** What holds of the element at a position. */
function elementAt(at: number, { items, elements, each }: ArrayNeeds, solver: Finder): Literal[] {
  const literals = [...each, ...(elements.get(at) ?? [])];
  for (const { prefix, rest } of items) {
    const schema = at < prefix.length ? prefix[at] : rest;
    if (schema !== undefined) literals.push(solver.parts.literals.schema(schema, true));
  }
  return literals;
}

function isEmptyAt(at: number, more: Way, needs: ArrayNeeds, solver: Finder): boolean {
  return solver.findWith(elementAt(at, needs, solver), more).is === 'empty';
}

/** Positions that are not alike, from one on; the last stands for all that follow. */
function positionsFrom(from: number, { max, alikeFrom }: ArrayNeeds): number[] {
  const positions: number[] = [];
  for (let at = from; at < max && at <= Math.max(alikeFrom, from); at += 1) positions.push(at);
  return positions;
}

/** How many positions stand for one, up to a bound. */
function weight(at: number, bound: number, { alikeFrom }: ArrayNeeds): number {
  return at < alikeFrom ? 1 : Math.max(0, bound - at);
}

function isContradiction(needs: ArrayNeeds, solver: Finder): boolean {
  const { tails, atLeast, atMost, hasEqual, isUnique, max } = needs;
  const { literals } = solver.parts;
  if (hasEqual && (isUnique || max < 2 || !mayHaveEqual(needs, solver))) return true;
  if (tails.some(({ from, value }) => positionsFrom(from, needs).every((at) => isEmptyAt(at, [value], needs, solver))))
    return true;
  if (isUnique && hasTooFewValues(needs, solver)) return true;
  const all = positionsFrom(0, needs);
  for (const { item, count } of atLeast) {
    const is = literals.schema(item, true);
    const possible = all.filter((at) => !isEmptyAt(at, [is], needs, solver));
    if (possible.reduce((sum, at) => sum + weight(at, max, needs), 0) < count) return true;
    for (const other of atMost) {
      const isNot = literals.schema(other.item, false);
      if (count > other.count && possible.every((at) => isEmptyAt(at, [is, isNot], needs, solver))) return true;
    }
  }
  return atMost.some(({ item, count }) => {
    const isNot = literals.schema(item, false);
    const forced = all.filter((at) => at < needs.min && isEmptyAt(at, [isNot], needs, solver));
    return forced.reduce((sum, at) => sum + weight(at, needs.min, needs), 0) > count;
  });
}

/** Whether all elements are alike, have to differ, and there are fewer values for them than elements. */
function hasTooFewValues(needs: ArrayNeeds, solver: Finder): boolean {
  if (needs.alikeFrom > 0 || needs.min > MAX_DISTINCT) return false;
  const values: JsonValue[] = [];
  while (values.length < needs.min) {
    const found = solver.findWith(elementAt(0, needs, solver), values.length === 0 ? [] : [notAmong(values, solver)]);
    if (found.is === 'empty') return true;
    if (found.is === 'unknown') return false;
    values.push(found.value);
  }
  return false;
}

/** Whether two positions may hold the same; an over-estimate where there are many. */
function mayHaveEqual(needs: ArrayNeeds, solver: Finder): boolean {
  const positions = positionsFrom(0, needs);
  if (positions.length > MAX_PAIRED) return true;
  return positions.some((at, i) => {
    const others = positions.slice(at >= needs.alikeFrom && needs.max - at > 1 ? i : i + 1);
    return others.some((other) => !isEmptyAt(at, elementAt(other, needs, solver), needs, solver));
  });
}

class ArrayBuilder {
  readonly #needs: ArrayNeeds;
  readonly #solver: Finder;
  /** What holds of each position beyond what always does. */
  readonly #more = new Map<number, Literal[]>();
  #length: number;

  constructor(needs: ArrayNeeds, solver: Finder) {
    this.#needs = needs;
    this.#solver = solver;
    this.#length = needs.min;
  }

  build(): JsonValue[] | undefined {
    const { tails, atLeast, max } = this.#needs;
    const { literals } = this.#solver.parts;
    for (const { from, value } of tails) if (!this.#place(from, value)) return undefined;
    for (const { item, count } of atLeast) {
      const value = literals.schema(item, true);
      // What another demand has placed counts as well: there may be a most.
      const placed = [...this.#more.values()].filter((more) => more.includes(value)).length;
      for (let i = placed; i < count; i += 1) if (i > MAX_BUILT || !this.#place(0, value)) return undefined;
    }
    if (this.#length > max || this.#length > MAX_BUILT) return undefined;
    return this.#needs.hasEqual ? this.#withEqual() : this.#fill();
  }

  /** Gives a demand a position that can hold it and has not got it yet; one that nothing else was asked of where it can be. */
  #place(from: number, value: Literal): boolean {
    const { max, alikeFrom } = this.#needs;
    const last = Math.min(max, Math.max(this.#length, alikeFrom) + 1, MAX_BUILT);
    const places: number[] = [];
    for (let at = from; at < last; at += 1) places.push(at);
    const ordered = [...places.filter((at) => !this.#more.has(at)), ...places.filter((at) => this.#more.has(at))];
    for (const at of ordered) {
      const more = this.#more.get(at) ?? [];
      if (more.includes(value) || this.#find(at, [...more, value]) === undefined) continue;
      this.#more.set(at, [...more, value]);
      this.#length = Math.max(this.#length, at + 1);
      return true;
    }
    return false;
  }

  #fill(): JsonValue[] | undefined {
    const { isUnique, atMost } = this.#needs;
    const { literals } = this.#solver.parts;
    const array: JsonValue[] = [];
    for (let at = 0; at < this.#length; at += 1) {
      const more = this.#more.get(at) ?? [];
      const other = isUnique && array.length > 0 ? [notAmong(array, this.#solver)] : [];
      const without = atMost.map(({ item }) => literals.schema(item, false));
      const found = this.#find(at, [...more, ...other, ...without]) ?? this.#find(at, [...more, ...other]);
      if (found === undefined) return undefined;
      array.push(found.value);
    }
    return array;
  }

  /** An array with two elements that are the same. */
  #withEqual(): JsonValue[] | undefined {
    const { max } = this.#needs;
    const last = Math.min(max, this.#length + 2, MAX_PAIRED);
    for (let first = 0; first < last; first += 1) {
      for (let second = first + 1; second < last; second += 1) {
        const both = [...(this.#more.get(first) ?? []), ...(this.#more.get(second) ?? []), ...this.#at(second)];
        const shared = this.#find(first, both);
        if (shared === undefined) continue;
        this.#length = Math.max(this.#length, second + 1);
        const array = this.#fill();
        if (array === undefined) return undefined;
        array[first] = shared.value;
        array[second] = shared.value;
        return array;
      }
    }
    return undefined;
  }

  #at(at: number): Literal[] {
    return elementAt(at, this.#needs, this.#solver);
  }

  #find(at: number, more: Way): { readonly value: JsonValue } | undefined {
    const found = this.#solver.findWith(this.#at(at), more);
    return found.is === 'value' ? found : undefined;
  }
}

export function notAmong(values: readonly JsonValue[], solver: Finder): Literal {
  const keys = new Set(values.map((value) => canonicalJson(value)));
  return solver.parts.literals.part({ op: 'enum', values, keys }, false);
}
