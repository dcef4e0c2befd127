import { compareKeys } from '../model/canonical-json.ts';
import { isArray, type JsonObject } from '../model/json.ts';
import { childPointer } from '../model/pointer.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { Site, Source } from '../model/source.ts';
import { nobodysNames, readPeople, type People } from './people.ts';
import { parsePrincipal, type Forge, type Principal } from './principal.ts';

/** So many members and names the document has: each of thousands of namespaces may give a role to any of them. */
export const mostMembers = 10_000;

/** The document that says who is in the groups, and which names are one person's. */
export const groupsId = 'groups' as DocumentId;

export interface Member {
  /** Undefined where the text is no principal: then it stands for nobody. */
  readonly principal: Principal | undefined;
  readonly text: string;
  readonly site: Site;
}

export interface Group {
  readonly name: string;
  readonly description: string | undefined;
  readonly members: readonly Member[];
  /** What the group is called on a forge: `acme/payments`. */
  readonly accounts: Readonly<Partial<Record<Forge, string>>>;
  readonly site: Site;
}

interface Written {
  readonly description?: string;
  readonly members: readonly string[];
  readonly accounts?: Group['accounts'];
}

/** Somebody is in a group by a way of groups, the outermost first. */
export type Way = readonly string[];

/** Of each group that somebody is in, the next one on the way to them; undefined where it names them. */
type Memberships = ReadonlyMap<string, string | undefined>;

/** A person is asked about by each of their names; those of so many more are not looked for anew. */
const mostRemembered = 64;

/** Who is in which group. Groups in groups are followed; every question looks at each group once, however often it is named. */
export class Groups {
  readonly all: ReadonlyMap<string, Group>;
  readonly people: People;
  /** By key of a principal, the groups that name it. */
  readonly #naming = new Map<string, string[]>();
  readonly #memberships = new Map<string, Memberships>();

  constructor(groups: Iterable<Group>, people: People = nobodysNames) {
    this.people = people;
    this.all = new Map([...groups].map((group) => [group.name, group]));
    for (const { name, members } of this.all.values())
      for (const { principal } of members) {
        if (principal === undefined) continue;
        const naming = this.#naming.get(principal.key);
        if (naming === undefined) this.#naming.set(principal.key, [name]);
        else if (naming.at(-1) !== name) naming.push(name);
      }
  }

  get names(): readonly string[] {
    return [...this.all.keys()].sort(compareKeys);
  }

  /** Addresses and accounts in groups and in the groups in them, one of each person, in code-unit order. A group that is not there has none. */
  peopleIn(names: Iterable<string>): readonly Principal[] {
    return this.people.onePerPerson(this.#namesIn(names));
  }

  #namesIn(names: Iterable<string>): Iterable<Principal> {
    const people = new Map<string, Principal>();
    const open = new Set(names);
    for (const group of open)
      for (const { principal } of this.all.get(group)?.members ?? [])
        if (principal?.kind === 'group') open.add(principal.name);
        else if (principal !== undefined && !people.has(principal.key)) people.set(principal.key, principal);
    return people.values();
  }

  /** A shortest way by which a name, or a group, is in a group; undefined where it is not. @param key of a principal */
  wayTo(name: string, key: string): Way | undefined {
    const memberships = this.#membershipsOf(key);
    if (!memberships.has(name)) return undefined;
    const way = [];
    for (let at: string | undefined = name; at !== undefined; at = memberships.get(at)) way.push(at);
    return way;
  }

  /** Asked about the names of one person again and again. */
  #membershipsOf(key: string): Memberships {
    const known = this.#memberships.get(key);
    if (known !== undefined) return known;
    const memberships = new Map<string, string | undefined>();
    for (const name of this.#naming.get(key) ?? []) memberships.set(name, undefined);
    for (const [inner] of memberships)
      for (const outer of this.#naming.get(`group:${inner}`) ?? []) if (!memberships.has(outer)) memberships.set(outer, inner);
    if (this.#memberships.size >= mostRemembered) this.#memberships.clear();
    this.#memberships.set(key, memberships);
    return memberships;
  }
}

export const noGroups = new Groups([]);

/** The one member of the document that is no group. */
export const peopleMember = 'people';

/** @param value of a document whose shape `groupsSchema` has accepted */
export function readGroups(source: Source, value: JsonObject): Groups {
  const people = Object.hasOwn(value, peopleMember) ? (value[peopleMember] as JsonObject) : {};
  return new Groups(
    Object.keys(value)
      .filter((name) => name !== peopleMember)
      .sort(compareKeys)
      .map((name) => {
        const pointer = childPointer('', name);
        const item = value[name] as unknown as readonly string[] | Written;
        const plain = isArray(item as never);
        const {
          members,
          description,
          accounts = {},
        } = plain ? ({ members: item as readonly string[] } as Written) : (item as Written);
        const below = plain ? pointer : `${pointer}/members`;
        return {
          name,
          description,
          accounts,
          site: { source, pointer, at: 'key' },
          members: members.map((text, i) => ({
            principal: parsePrincipal(text),
            text,
            site: { source, pointer: `${below}/${i}`, at: 'value' },
          })),
        } satisfies Group;
      }),
    readPeople(source, people),
  );
}
