import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Groups } from './groups.ts';
import type { Person, PersonName } from './people.ts';
import { principalHint } from './principal.ts';

/** What is wrong with the names of people: what is nobody, what is a group, and a name that two people have. */
export function peopleFindings({ people }: Groups): Diagnostic[] {
  const owners = new Map<string, { readonly person: Person; readonly name: PersonName }>();
  const found: Diagnostic[] = [];
  for (const person of people.all)
    for (const name of person) {
      const { principal } = name;
      if (principal === undefined || principal.kind === 'group') {
        found.push(nobodysName(name));
        continue;
      }
      const owner = owners.get(principal.key);
      if (owner === undefined) owners.set(principal.key, { person, name });
      else if (owner.person !== person) found.push(sharedName(name, person, owner.name, owner.person));
    }
  return found;
}

function nobodysName({ principal, text, site }: PersonName): Diagnostic {
  const meant = principalHint(text);
  const hint = meant.startsWith('Write "')
    ? meant
    : 'Write an address (ada@example.com) or an account (github:ada, gitlab:ada, gitea:ada)';
  return principal === undefined
    ? diagnostic('namespaces/bad-principal', { text }, { site, hint })
    : diagnostic('namespaces/group-as-name', { text }, { site, hint });
}

/** A circle of names is such a name too: of somebody's own, and of whoever has it as another. */
function sharedName({ text, site }: PersonName, person: Person, other: PersonName, owner: Person): Diagnostic {
  const people = [owner, person].map(([first]) => first?.text ?? '');
  const related = [{ site: other.site, message: `a name of ${people[0]}` }];
  const hint = 'Leave it where it belongs; names of one human stand in one list';
  return diagnostic('namespaces/shared-name', { name: text, people }, { site, related, hint });
}
