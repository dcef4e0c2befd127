import type { EffectiveGrant, EffectiveNamespace } from './effective-namespace.ts';
import type { Groups, Way } from './groups.ts';
import type { Principal } from './principal.ts';
import { roles, rolesWith, type Permission, type Role } from './role.ts';
import { compareKeys } from '../model/canonical-json.ts';

/** Why somebody may do something: a role of a namespace of the chain, and the groups by which it is theirs. */
export interface Decisive {
  readonly role: Role;
  readonly grant: EffectiveGrant;
  /** Empty where the role names them. */
  readonly way: Way;
}

/**
 * The grant that gives a permission: the least role that has it, the nearest namespace, the first that names them.
 *
 * @returns undefined where they may not
 */
export function decide(
  namespace: EffectiveNamespace,
  groups: Groups,
  person: Principal,
  permission: Permission,
): Decisive | undefined {
  for (const role of rolesWith(permission)) {
    const found = grantTo(namespace, groups, person, role);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The highest role that somebody has. */
export function roleOf(namespace: EffectiveNamespace, groups: Groups, person: Principal): Decisive | undefined {
  for (const role of roles.toReversed()) {
    const found = grantTo(namespace, groups, person, role);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Addresses and accounts that have a permission, groups expanded, in code-unit order of their keys. Each key is one person. */
export function membersWith(namespace: EffectiveNamespace, groups: Groups, permission: Permission): readonly Principal[] {
  const granted = rolesWith(permission).flatMap((role) => namespace.roles[role].map(({ principal }) => principal));
  const people = new Map<string, Principal>();
  const names = granted.flatMap((each) => (each.kind === 'group' ? [each.name] : []));
  for (const person of [...granted.filter(({ kind }) => kind !== 'group'), ...groups.peopleIn(names)])
    if (!people.has(person.key)) people.set(person.key, person);
  return [...people.values()].sort((a, b) => compareKeys(a.key, b.key));
}

function grantTo(namespace: EffectiveNamespace, groups: Groups, { key }: Principal, role: Role): Decisive | undefined {
  for (const grant of namespace.roles[role]) {
    if (grant.principal.key === key) return { role, grant, way: [] };
    const way = grant.principal.kind === 'group' ? groups.wayTo(grant.principal.name, key) : undefined;
    if (way !== undefined) return { role, grant, way };
  }
  return undefined;
}
