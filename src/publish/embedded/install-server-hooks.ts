import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readHookFile } from '../../git/hook-file.ts';
import { runGit } from '../../git/run-git.ts';
import { writeHookFile } from '../../git/write-hook-file.ts';
import { preReceiveHook, serverHookMark, transactionHook, type ServerHookOptions } from './server-hooks.ts';

/** What a server has to hold to, so that no push gets around the hooks or smuggles broken objects in. */
export const serverSettings: readonly (readonly [key: string, value: string])[] = [
  ['receive.fsckObjects', 'true'],
  ['receive.denyNonFastForwards', 'true'],
  ['receive.denyDeletes', 'false'],
  ['core.logAllRefUpdates', 'always'],
  // Whoever could put another object in the place of the branch's tip would have git refuse every push.
  ['core.useReplaceRefs', 'false'],
  // Relative to the repository. Else a setting of the machine, or of the user that the server runs as, could lead git past them.
  ['core.hooksPath', 'hooks'],
];

/**
 * Puts the hooks of a server into a bare repository.
 * @param repository absolute
 * @returns what it wrote, or why it wrote nothing
 */
export function installServerHooks(repository: string, options: ServerHookOptions): readonly string[] | Diagnostic {
  if (leadsElsewhere(repository)) {
    const hint = 'Unset it, or call "confman hook receive" from the hooks there';
    return diagnostic('publish/hook-unwritten', { hook: 'pre-receive', reason: 'core.hooksPath leads git to others' }, { hint });
  }
  const hooks = { 'pre-receive': preReceiveHook(options), 'reference-transaction': transactionHook(options) };
  for (const name of Object.keys(hooks)) {
    const there = readHookFile(join(repository, 'hooks', name));
    if (there !== undefined && (there.kind !== 'file' || !there.text.includes(serverHookMark))) return foreign(name);
  }
  if (lstatSync(join(repository, 'hooks'), { throwIfNoEntry: false })?.isSymbolicLink() === true) return foreign('hooks');
  for (const [key, value] of serverSettings) {
    const { reason } = runGit(repository, ['config', key, value]);
    if (reason !== undefined) return unset(key, reason);
  }
  for (const [name, text] of Object.entries(hooks)) {
    const failed = writeHookFile(join(repository, 'hooks', name), Buffer.from(text).toString('latin1'), 0o755);
    if (failed !== undefined)
      return diagnostic(
        'publish/hook-unwritten',
        { hook: name, reason: failed.reason },
        { hint: 'Let yourself write to the hooks folder' },
      );
  }
  return Object.keys(hooks);
}

function unset(key: string, said: string): Diagnostic {
  const reason = `the setting ${key} cannot be written: ${said}`;
  const hint = 'Do it as the user that the repository belongs to, and correct its file config';
  return diagnostic('publish/hook-unwritten', { hook: 'pre-receive', reason }, { hint });
}

/** Hooks that somebody keeps in another place for this repository, or for all. */
function leadsElsewhere(repository: string): boolean {
  const { stdout } = runGit(repository, ['config', '--show-scope', '--get-all', 'core.hooksPath'], { limit: 65_536 });
  const rows = stdout?.toString('utf8').split('\n') ?? [];
  return rows.some((row) => row !== '' && !row.startsWith('command\t') && !row.endsWith('\thooks'));
}

function foreign(name: string): Diagnostic {
  const hint = 'Call "confman hook receive" from it, or move it away';
  return diagnostic('publish/hook-unwritten', { hook: name, reason: 'somebody else wrote it' }, { hint });
}
