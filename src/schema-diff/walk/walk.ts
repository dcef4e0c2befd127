import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import type { Judgement } from '../change.ts';
import { dialectFacts } from '../facts/whole-facts.ts';
import { definitionFacts } from '../facts/definition-facts.ts';
import { rules } from '../rules.ts';
import { found, seenSchema, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { sideOf, type Conjunct, type Side } from '../view/side.ts';
import type { Comparing, Direction, Part, Walked } from './comparing.ts';
import { placeFacts } from './place-facts.ts';
import type { Proofs } from './proofs.ts';

/** The same pair of schemas is told about on so many ways; then it has been said often enough. */
const MAX_WAYS = 32;
/** Schemas within schemas; documents may nest 64 deep. */
const MAX_DEPTH = 256;
const MAX_FACTS = 50_000;

interface Known {
  ways: number;
  isOpen: boolean;
  changed: boolean;
}

/** The structural engine: both versions in lock-step, place by place. */
export class Walk implements Comparing {
  readonly #old: SchemaWorld;
  readonly #new: SchemaWorld;
  readonly #proofs: Proofs;
  readonly #numbers = new Map<SchemaNode, number>();
  readonly #known = new Map<string, Known>();
  readonly #loops: { readonly place: Place; readonly known: Known }[] = [];
  #pairsLeft: number;
  #factsLeft = MAX_FACTS;
  #depth = 0;
  #stopped: { readonly place: Place; readonly reason: string } | undefined;

  constructor(old: SchemaWorld, now: SchemaWorld, proofs: Proofs, maxPairs: number) {
    this.#old = old;
    this.#new = now;
    this.#proofs = proofs;
    this.#pairsLeft = maxPairs;
  }

  whole(): Walked {
    const { place, found: facts } = this.#at(undefined, { path: '', old: [this.#old.root], new: [this.#new.root] });
    return {
      place,
      found: [...facts, ...this.#loopFacts(), ...dialectFacts(place), ...definitionFacts(place), ...this.#stopFacts()],
    };
  }

  walk(parent: Place, part: Part): Walked {
    return this.#at(parent, part);
  }

  contained(direction: Direction, old: SchemaNode, now: SchemaNode): Judgement {
    return this.#proofs.contained(direction, old, now);
  }

  proof(place: Place, direction: Direction): Judgement {
    return this.#proofs.ofPlace(place, direction);
  }

  #at(parent: Place | undefined, { path, old, new: now, isTwisted = false }: Part): Walked {
    const place: Place = {
      path,
      old: sideOf(this.#old, old),
      new: sideOf(this.#new, now),
      parent,
      isTwisted: isTwisted || parent?.isTwisted === true,
    };
    const known = this.#enter(place);
    if (known === undefined) return { place, found: [] };
    known.isOpen = true;
    this.#depth += 1;
    const facts = placeFacts(place, this);
    this.#depth -= 1;
    known.isOpen = false;
    known.changed ||= facts.some(({ rule }) => rules[rule].subject !== 'meaning');
    known.ways = facts.length === 0 ? Infinity : known.ways + 1;
    this.#factsLeft -= facts.filter((fact) => fact.place === place).length;
    return { place, found: facts };
  }

  /** Undefined where there is nothing to do: it is being compared, was compared, or is too much. */
  #enter(place: Place): Known | undefined {
    const key = `${this.#keyOf(place.old)} | ${this.#keyOf(place.new)}`;
    const known = this.#known.get(key) ?? { ways: 0, isOpen: false, changed: false };
    this.#known.set(key, known);
    if (known.isOpen) this.#loops.push({ place, known });
    if (known.isOpen || known.ways >= MAX_WAYS) return undefined;
    this.#pairsLeft -= 1;
    if (this.#pairsLeft < 0) this.#stop(place, 'the schemas are too large to compare every part of them');
    if (this.#factsLeft < 0) this.#stop(place, `there are more than ${MAX_FACTS} differences`);
    if (this.#depth >= MAX_DEPTH) this.#stop(place, `the schemas nest more than ${MAX_DEPTH} deep`);
    return this.#stopped === undefined ? known : undefined;
  }

  #stop(place: Place, reason: string): void {
    this.#stopped ??= { place, reason };
  }

  /** Equal for places that the same schemas speak about, by whatever references. */
  #keyOf({ conjuncts, isFalse, loose }: Side): string {
    const nodes = [...conjuncts.filter(isTelling).map(({ node }) => node), ...loose.map(({ node }) => node)];
    const numbers = nodes.map((node) => {
      const number = this.#numbers.get(node) ?? this.#numbers.size;
      this.#numbers.set(node, number);
      return number;
    });
    return `${isFalse ? '!' : ''}${numbers.join(' ')}`;
  }

  #loopFacts(): Found[] {
    const paths = new Set<string>();
    return this.#loops.flatMap(({ place, known }) => {
      if (!known.changed || paths.has(place.path)) return [];
      paths.add(place.path);
      const seen = [seenSchema(place.old, place.old.starts[0]), seenSchema(place.new, place.new.starts[0])] as const;
      return [found(place, 'recursion-changed', ...seen)];
    });
  }

  #stopFacts(): Found[] {
    if (this.#stopped === undefined) return [];
    const { place, reason } = this.#stopped;
    const seen = [seenSchema(place.old, place.old.starts[0]), seenSchema(place.new, place.new.starts[0])] as const;
    return [found(place, 'analysis-incomplete', ...seen, { note: reason })];
  }
}

/** A root that refers to one of its definitions is a place of that definition. */
const around: ReadonlySet<string> = new Set(['$ref', 'allOf', '$defs', 'definitions', '$schema', '$id', 'id']);

function isTelling({ schema }: Conjunct): boolean {
  return Object.keys(schema).some((keyword) => !around.has(keyword));
}
