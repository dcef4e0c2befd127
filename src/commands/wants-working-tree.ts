import type { CommandContext, GlobalOptions } from './command-context.ts';

/** Refuses to take files from git for what watches or changes those of the working tree. @param what subject of the sentence */
export function wantsWorkingTree(context: CommandContext, { source }: GlobalOptions, what: string): boolean {
  if (source.kind === 'working-tree') return false;
  const option = source.kind === 'index' ? '--staged' : '--rev';
  context.stderr.write(`error: ${what} works on the files of the working tree; leave ${option} out\n`);
  return true;
}
