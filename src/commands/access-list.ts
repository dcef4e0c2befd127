import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const accessList: CommandModule = {
  name: 'list',
  summary: 'list the namespaces in which somebody has a role',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('list').argument('<user>', 'an address, an account such as github:ada, or a group such as group:payments'),
    ).action(async (user, flags) => finish(await runList(context, readGlobals(flags, context.cwd), user))),
};

async function runList(context: CommandContext, options: GlobalOptions, user: string): Promise<ExitCode> {
  const { openAccessOrReport } = await import('./open-access-or-report.ts');
  const access = await openAccessOrReport(context, options, 'access list', ['pretty', 'json']);
  if (access === undefined) return exitCodes.unjudged;
  const { listRoles } = await import('../pipeline/access/list-roles.ts');
  const { readPerson } = await import('./read-person.ts');
  const { rolesJson, rolesText } = await import('./print-roles.ts');
  const { printResult } = await import('./print-result.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const person = readPerson(context, user, access);
  if (person === undefined) return exitCodes.unjudged;
  const { value: held, diagnostics } = listRoles(access, person);
  printResult(context, options, (format, colour) =>
    format === 'json' ? rolesJson(person, held) : rolesText(person, held, colour),
  );
  return reportProblems(context, { ...options, reports: [] }, 'access list', diagnostics) ? exitCodes.findings : exitCodes.done;
}
