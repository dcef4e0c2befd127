import type { EffectiveGrant, EffectiveNamespace } from './effective-namespace.ts';
import type { Groups, Way } from './groups.ts';
import type { Principal } from './principal.ts';
import { roles, rolesWith, type Permission, type Role } from './role.ts';

/** Why somebody may do something: a role of a namespace of the chain, and the groups by which it is theirs. */
export interface Decisive {
  readonly role: Role;
  readonly grant: EffectiveGrant;
  /** The other name of theirs by which it is; undefined where it is by the one that was asked about. */
  readonly name: Principal | undefined;
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

/** Addresses and accounts that have a permission, groups expanded, one of each person, in code-unit order of their keys. */
export function membersWith(namespace: EffectiveNamespace, groups: Groups, permission: Permission): readonly Principal[] {
  const granted = rolesWith(permission).flatMap((role) => namespace.roles[role].map(({ principal }) => principal));
  const names = granted.flatMap((each) => (each.kind === 'group' ? [each.name] : []));
  return groups.people.onePerPerson([...granted.filter(({ kind }) => kind !== 'group'), ...groups.peopleIn(names)]);
}

/**
 * Whether a role that is given to one name of a person is theirs by all of them. Who has which names is said by the admins of the
 * root; where their word gives nobody a role, it gives none in this way either. Groups are theirs everywhere.
 */
export function namesAreOne({ chain }: EffectiveNamespace): boolean {
  return chain.includes('/');
}

function grantTo(namespace: EffectiveNamespace, groups: Groups, person: Principal, role: Role): Decisive | undefined {
  const names = groups.people.namesOf(person);
  const given = namesAreOne(namespace) ? names : [person];
  for (const grant of namespace.roles[role]) {
    const { principal } = grant;
    for (const each of principal.kind === 'group' ? names : given) {
      const name = each === person ? undefined : each;
      if (principal.key === each.key) return { role, grant, name, way: [] };
      const way = principal.kind === 'group' ? groups.wayTo(principal.name, each.key) : undefined;
      if (way !== undefined) return { role, grant, name, way };
    }
  }
  return undefined;
}
