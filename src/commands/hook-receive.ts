import { Command } from '@commander-js/extra-typings';
import { messageOf } from '../diagnostics/diagnostic.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { Refusal } from '../publish/embedded/judge-push.ts';
import type { ReceiveFlags } from '../publish/embedded/receive-from-git.ts';
import { exitCodes, type CommandContext, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';

/** What a bare repository's pre-receive hook runs; `hook install --server` writes the call. */
export const hookReceive: CommandModule = {
  name: 'receive',
  summary: 'judge a push to a server, as its pre-receive hook',
  define: (context, finish) =>
    new Command('receive')
      .requiredOption('--branch <name>', 'the protected branch')
      .option('--workspace <folder>', 'folder of the workspace in the repository', '')
      .option('--actor-variable <name>', 'variable that says who pushes', 'REMOTE_USER')
      .option('--actor-format <text>', 'what makes a principal of it', '{user}')
      .option('--require-signatures <file>', 'refuse events that are not signed by one of these keys')
      .action(async (flags) => finish(await runReceive(context, flags))),
};

async function runReceive(context: CommandContext, flags: ReceiveFlags): Promise<ExitCode> {
  const { receiveFromGit } = await import('../publish/embedded/receive-from-git.ts');
  const refusals = await receiveFromGit(context.cwd, flags, context.env, context.now());
  for (const line of refusals.flatMap(linesOf)) context.stderr.write(`confman: ${visibleText(line, 400)}\n`);
  return refusals.length === 0 ? exitCodes.done : exitCodes.findings;
}

function linesOf(refusal: Refusal): readonly string[] {
  if (!('code' in refusal)) return [refusal.reason, refusal.hint];
  const { code, hint } = refusal;
  return [`error[${code}] ${messageOf(refusal)}`, ...(hint === undefined ? [] : [hint])];
}
