import { Argument, Command } from '@commander-js/extra-typings';
import { permissions, type Permission } from '../namespaces/role.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

const endings = { allowed: exitCodes.done, denied: exitCodes.findings, unsure: exitCodes.unjudged } as const;

export const accessCheck: CommandModule = {
  name: 'check',
  summary: 'say whether somebody may do something, and what decides it',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('check')
        .argument('<user>', 'an address, an account such as github:ada, or a group such as group:payments')
        .addArgument(new Argument('<action>', 'a permission').choices(permissions))
        .argument('<namespace>', 'path of a namespace, such as /teams/payments; also a folder, app or document'),
    ).action(async (user, action, name, flags) =>
      finish(await runCheck(context, readGlobals(flags, context.cwd), user, action, name)),
    ),
};

async function runCheck(
  context: CommandContext,
  options: GlobalOptions,
  user: string,
  action: Permission,
  name: string,
): Promise<ExitCode> {
  const { openAccessOrReport } = await import('./open-access-or-report.ts');
  const access = await openAccessOrReport(context, options, 'access check', ['pretty', 'json']);
  if (access === undefined) return exitCodes.unjudged;
  const { findGoverned } = await import('../pipeline/access/find-governed.ts');
  const { readPerson } = await import('./read-person.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const person = readPerson(context, user, access);
  const { value: found, diagnostics } = findGoverned(access, name);
  const isUnknown = reportProblems(context, { ...options, reports: [] }, 'access check', diagnostics);
  if (isUnknown || person === undefined || found === undefined) return exitCodes.unjudged;
  const { judgePermission } = await import('../pipeline/access/judge-permission.ts');
  const { judgementJson, judgementText } = await import('./print-judgement.ts');
  const { printResult } = await import('./print-result.ts');
  const judgement = judgePermission(access, found, person, action);
  const asked = { person, action, found, judgement };
  printResult(context, options, (format, colour) => (format === 'json' ? judgementJson(asked) : judgementText(asked, colour)));
  if (judgement.verdict === 'unsure')
    reportProblems(context, { ...options, reports: [] }, 'access check', [...found.diagnostics, ...access.groupsDiagnostics]);
  return endings[judgement.verdict];
}
