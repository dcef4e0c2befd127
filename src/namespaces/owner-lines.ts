import type { Groups } from './groups.ts';
import { ownerHosts, type OwnerHost } from './owner-host.ts';
import type { OwnerRule } from './owner-rule.ts';
import type { Forge, Principal } from './principal.ts';

/** Lines of a CODEOWNERS file. Nothing but principals and escaped paths gets into them. */
export interface OwnerLines {
  readonly lines: readonly string[];
  /** What the forge cannot be told; sentences. */
  readonly notes: readonly string[];
  /** There is more than forges read: what is left out would belong to others. */
  readonly tooLong: boolean;
}

/** GitHub reads no larger file; room is left for what others wrote in it. In characters. */
const mostCharacters = 2_500_000;

/**
 * A rule of which no owner can be named is left out: then those of the folder above are asked, and nobody would be by a
 * line without a name. Such a line is written where there really is nobody.
 */
export function ownerLines(rules: readonly OwnerRule[], groups: Groups, forge: Forge): OwnerLines {
  const host: OwnerHost = ownerHosts[forge];
  const naming = new Naming(groups, forge);
  const [unnamed, ownerless]: [string[], string[]] = [[], []];
  const lines: string[] = [];
  let length = 0;
  for (const rule of rules) {
    const owners = naming.namesOf(rule.owners);
    const isTold = owners.length > 0 || (rule.owners.length === 0 && host.ownerless);
    if (!isTold) (rule.owners.length === 0 ? ownerless : unnamed).push(`/${rule.path}`);
    else length += lines[lines.push([host.pattern(rule), ...owners].join(' ')) - 1]?.length ?? 0;
    if (length > mostCharacters) return { lines: [], notes: naming.notes, tooLong: true };
  }
  const notes = [
    ...naming.notes,
    ...leftOut(unnamed, `none of the owners can be named on ${forge}, which asks those of the folder above, if any`),
    ...leftOut(ownerless, `nobody owns it, which ${forge} cannot be told: it asks the owners of the folder above, if any`),
  ];
  return { lines: [...host.head, ...lines], notes, tooLong: false };
}

const mostPaths = 5;

function leftOut(paths: readonly string[], why: string): string[] {
  const unique = [...new Set(paths)];
  if (unique.length === 0) return [];
  const more = unique.length > mostPaths ? ` and ${unique.length - mostPaths} more` : '';
  return [`${unique.slice(0, mostPaths).join(', ')}${more}: ${why}`];
}

/** What the people of one forge are called there. */
class Naming {
  readonly #groups: Groups;
  readonly #forge: Forge;
  readonly #notes = new Set<string>();

  constructor(groups: Groups, forge: Forge) {
    this.#groups = groups;
    this.#forge = forge;
  }

  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** Each once, in the order of the principals. */
  namesOf(principals: readonly Principal[]): readonly string[] {
    return [...new Set(principals.flatMap((each) => this.#namesOf(each)))];
  }

  #namesOf(principal: Principal): readonly string[] {
    const name = principal.kind === 'group' ? this.#teamOf(principal.name) : this.#nameOfPerson(principal);
    if (name !== undefined) return [name];
    if (principal.kind === 'group') return this.#membersOf(principal.name);
    this.#notes.add(`${principal.text} cannot be named on ${this.#forge}`);
    return [];
  }

  #teamOf(group: string): string | undefined {
    const team = this.#groups.all.get(group)?.accounts[this.#forge];
    return team === undefined ? undefined : `@${team}`;
  }

  #nameOf(principal: Principal): string | undefined {
    if (principal.kind === 'email') return ownerHosts[this.#forge].emails ? principal.text : undefined;
    const isOurs = principal.kind === 'account' && principal.forge === this.#forge && !principal.name.endsWith(']');
    return isOurs ? `@${principal.name}` : undefined;
  }

  /** By their account, where any of their names is one: forges know addresses only of who shows them. */
  #nameOfPerson(person: Principal): string | undefined {
    const names = this.#groups.people.namesOf(person).flatMap((each) => this.#nameOf(each) ?? []);
    return names.find((name) => name.startsWith('@')) ?? names[0];
  }

  #membersOf(group: string): readonly string[] {
    const people = this.#groups.peopleIn([group]);
    const names = people.flatMap((person) => this.#nameOfPerson(person) ?? []);
    if (names.length < people.length)
      this.#notes.add(`${people.length - names.length} of ${people.length} in group:${group} cannot be named on ${this.#forge}`);
    return names;
  }
}
