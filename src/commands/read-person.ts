import { visibleText } from '../diagnostics/visible-text.ts';
import { someApps } from '../effective-diff/change-words.ts';
import { parsePrincipal, principalHint, type Principal } from '../namespaces/principal.ts';
import type { Access } from '../pipeline/access/access.ts';
import type { CommandContext } from './command-context.ts';

const mostGroups = 10;

/** Whom a command is about; says what is wrong where that is nobody, or a group that there is not. */
export function readPerson(
  context: CommandContext,
  text: string,
  { groups: { names: groups }, groupsBroken }: Access,
): Principal | undefined {
  const person = parsePrincipal(text);
  if (person === undefined) {
    const shown = visibleText(text, 80);
    context.stderr.write(`error: "${shown}" is no address, no group and no account\n  hint: ${principalHint(text, groups)}\n`);
    return undefined;
  }
  if (person.kind !== 'group' || groupsBroken || groups.includes(person.name)) return person;
  const hint =
    groups.length === 0
      ? 'Add the group to configs/groups.json5'
      : `Write one of ${someApps(groups, mostGroups, (name) => `group:${name}`)}`;
  context.stderr.write(`error: there is no group "${visibleText(person.name, 80)}"\n  hint: ${hint}\n`);
  return undefined;
}
