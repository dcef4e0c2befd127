import type { SchemaNode } from '../../model/schema-world.ts';
import type { Judgement } from '../change.ts';
import { pairOf, type Place } from '../view/place.ts';
import type { Direction } from './comparing.ts';
import type { ContainmentAnswer, ContainmentPort } from './containment-port.ts';

const judgements = { yes: 'safe', no: 'breaks', unknown: 'unknown' } as const;

/** What was proved of pairs of schemas; each is asked about once. */
export class Proofs {
  readonly #containment: ContainmentPort;
  readonly #answers = {
    backward: new Map<SchemaNode, Map<SchemaNode, ContainmentAnswer>>(),
    forward: new Map<SchemaNode, Map<SchemaNode, ContainmentAnswer>>(),
  };
  readonly #places = { backward: new WeakMap<Place, Judgement>(), forward: new WeakMap<Place, Judgement>() };

  constructor(containment: ContainmentPort) {
    this.#containment = containment;
  }

  answer(direction: Direction, old: SchemaNode, now: SchemaNode): ContainmentAnswer {
    const known = this.#answers[direction].get(old) ?? new Map<SchemaNode, ContainmentAnswer>();
    this.#answers[direction].set(old, known);
    let answer = known.get(now);
    if (answer === undefined) {
      answer = direction === 'backward' ? this.#containment.subset(old, now) : this.#containment.supset(now, old);
      known.set(now, answer);
    }
    return answer;
  }

  contained(direction: Direction, old: SchemaNode, now: SchemaNode): Judgement {
    return judgements[this.answer(direction, old, now).answer];
  }

  /** What holds for a place holds for its parts, so that the proof of the whole document comes first. */
  ofPlace(place: Place, direction: Direction): Judgement {
    let known = this.#places[direction].get(place);
    if (known === undefined) {
      known = place.isTwisted ? this.#twisted(place, direction) : this.#plain(place, direction);
      this.#places[direction].set(place, known);
    }
    return known;
  }

  #plain(place: Place, direction: Direction): Judgement {
    if (place.parent !== undefined && this.ofPlace(place.parent, direction) === 'safe') return 'safe';
    const pair = pairOf(place);
    return pair === undefined ? 'unknown' : this.contained(direction, ...pair);
  }

  /** Only what is equal may be put in the place of the other there. */
  #twisted(place: Place, direction: Direction): Judgement {
    const { parent } = place;
    const other = direction === 'backward' ? 'forward' : 'backward';
    if (parent !== undefined && !parent.isTwisted && this.ofPlace(parent, direction) === 'safe') return 'safe';
    if (parent?.isTwisted === true && this.ofPlace(parent, direction) === 'safe' && this.ofPlace(parent, other) === 'safe')
      return 'safe';
    const pair = pairOf(place);
    const both = pair !== undefined && this.contained(direction, ...pair) === 'safe' && this.contained(other, ...pair) === 'safe';
    return both ? 'safe' : 'unknown';
  }
}
