import type { People } from '../../namespaces/people.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';

/** Tells names of the same person by an equal key; what is no principal, as commits may name it, is a person of its own. */
export function personOf(people: People): (name: string) => string {
  return (name) => people.keyOf(parsePrincipal(name)?.key ?? name.toLowerCase());
}
