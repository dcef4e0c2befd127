import { decide, type Decisive } from '../../namespaces/decide.ts';
import type { Principal } from '../../namespaces/principal.ts';
import { rolesWith, type Permission } from '../../namespaces/role.ts';
import type { Access, Governed } from './access.ts';

/** `unsure`: documents that could decide otherwise cannot be used. */
export type Judgement =
  | { readonly verdict: 'allowed'; readonly decisive: Decisive }
  /** `byName`: another name of theirs that it would be allowed to; a role holds there for the name alone that it is given to. */
  | { readonly verdict: 'denied'; readonly byName?: Principal | undefined }
  | { readonly verdict: 'unsure'; readonly because: string };

/** Whether somebody may do something. What cannot be known is never taken for a yes. */
export function judgePermission(
  access: Access,
  { namespace, broken }: Governed,
  person: Principal,
  permission: Permission,
): Judgement {
  if (broken[0] !== undefined) return { verdict: 'unsure', because: broken[0] };
  if (namespace === undefined) return { verdict: 'denied' };
  const decisive = decide(namespace, access.groups, person, permission);
  if (decisive !== undefined) return { verdict: 'allowed', decisive };
  // Nobody's groups and nobody's other names are known then.
  const isGiven = rolesWith(permission).some((role) => namespace.roles[role].length > 0);
  if (access.groupsBroken && isGiven) return { verdict: 'unsure', because: 'groups' };
  const others = access.groups.people.namesOf(person).slice(1);
  return { verdict: 'denied', byName: others.find((name) => decide(namespace, access.groups, name, permission) !== undefined) };
}
