import { visibleText } from '../diagnostics/visible-text.ts';
import { parsePrincipal, principalHint, type Principal } from '../namespaces/principal.ts';
import type { CommandContext } from './command-context.ts';

/** Whom a command is about; says what is wrong where that is nobody. @param groups that there are */
export function readPerson(context: CommandContext, text: string, groups: readonly string[]): Principal | undefined {
  const person = parsePrincipal(text);
  if (person === undefined)
    context.stderr.write(`error: "${visibleText(text, 80)}" is nobody\n  hint: ${principalHint(text, groups)}\n`);
  return person;
}
