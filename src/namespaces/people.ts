import { compareKeys } from '../model/canonical-json.ts';
import type { JsonValue } from '../model/json.ts';
import { childPointer } from '../model/pointer.ts';
import type { Site, Source } from '../model/source.ts';
import { parsePrincipal, type Principal } from './principal.ts';

/** A name as the document has it. */
export interface PersonName {
  /** Undefined where the text is no principal: then it stands for nobody. */
  readonly principal: Principal | undefined;
  readonly text: string;
  readonly site: Site;
}

/** Names that are one human's, the first one first. */
export type Person = readonly PersonName[];

interface Known {
  /** Key of the first name. */
  key: string;
  names: Principal[];
  /** Several people of the document share a name. */
  shared: boolean;
}

/**
 * Which names are the same person. Where two people share a name, which is an error, all of theirs count as one person's when
 * approvals are counted, and none of them has what another has: a mistake takes away and never gives.
 */
export class People {
  readonly all: readonly Person[];
  readonly #known = new Map<string, Known>();

  constructor(all: readonly Person[]) {
    this.all = all;
    for (const person of all) this.#add(person);
  }

  /** Equal for all names of one person. @param key of a principal */
  keyOf(key: string): string {
    return this.#known.get(key)?.key ?? key;
  }

  /** All names under which somebody has what is theirs, the one that is asked for first. */
  namesOf(principal: Principal): readonly Principal[] {
    const known = this.#known.get(principal.key);
    if (known === undefined || known.shared) return [principal];
    return [principal, ...known.names.filter(({ key }) => key !== principal.key)];
  }

  /** One name of each: the first of the person where it is among them. In code-unit order of their keys. */
  onePerPerson(principals: Iterable<Principal>): readonly Principal[] {
    const found = new Map<string, Principal>();
    for (const each of [...principals].sort((a, b) => compareKeys(a.key, b.key))) {
      const key = this.keyOf(each.key);
      if (!found.has(key) || (each.key === key && found.get(key)?.key !== key)) found.set(key, each);
    }
    return [...found.values()].sort((a, b) => compareKeys(a.key, b.key));
  }

  #add(person: Person): void {
    const names = person.flatMap(({ principal }) => (principal === undefined || principal.kind === 'group' ? [] : [principal]));
    const [first] = names;
    if (first === undefined) return;
    let into: Known = { key: first.key, names: [], shared: false };
    for (const name of names) {
      const there = this.#known.get(name.key);
      if (there === into) continue;
      if (there === undefined) this.#join(into, [name]);
      else into = this.#merge(there, into);
    }
  }

  /** The smaller one goes into the larger one, so that no chain of mistakes takes long. */
  #merge(a: Known, b: Known): Known {
    const [into, from] = a.names.length >= b.names.length ? [a, b] : [b, a];
    into.shared = true;
    this.#join(into, from.names);
    return into;
  }

  #join(into: Known, names: readonly Principal[]): void {
    for (const name of names) {
      into.names.push(name);
      this.#known.set(name.key, into);
    }
  }
}

export const nobodysNames = new People([]);

/** @param written the member `people` of a document whose shape `groupsSchema` has accepted */
export function readPeople(source: Source, written: Readonly<Record<string, JsonValue>>): People {
  const nameAt = (text: string, pointer: string, at: 'key' | 'value'): PersonName => ({
    principal: parsePrincipal(text),
    text,
    site: { source, pointer, at },
  });
  return new People(
    Object.keys(written)
      .sort(compareKeys)
      .map((first) => {
        const pointer = childPointer('/people', first);
        const others = written[first] as readonly string[];
        return [nameAt(first, pointer, 'key'), ...others.map((text, i) => nameAt(text, `${pointer}/${i}`, 'value'))];
      }),
  );
}
