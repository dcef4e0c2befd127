import { lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { settingsName } from './find-workspace.ts';
import { errorCode } from './output-folder-fs.ts';

/** What a new folder may hold and still count as new: what a forge puts into a new repository, and a file manager anywhere. */
const harmless = /^(?:\.git|\.gitignore|\.gitattributes|\.DS_Store|(?:README|LICEN[CS]E|COPYING|NOTICE)(?:\.[a-z]+)?)$/i;

export interface CopiedTemplate {
  /** Paths of the files that were made, sorted. */
  readonly files: readonly string[];
  /** Paths of files of the template that were there already, and were left as they are. */
  readonly kept: readonly string[];
}

/**
 * Copies a template into a folder that is new or as good as empty. Nothing is ever replaced; after a failure everything
 * that was made is removed again. Packages cannot hold a file `.gitignore`, so the template has it without its dot.
 *
 * @param target absolute
 * @param shown the target as people know it
 * @returns undefined where nothing was made
 */
export function copyTemplate(template: string, target: string, shown: string): Outcome<CopiedTemplate | undefined> {
  const refusal = refusalOf(target, shown);
  if (refusal !== undefined) return { value: undefined, diagnostics: [refusal] };
  const files = new Map(filesBelow(template, '').map((path) => [targetName(path), path]));
  const kept = [...files.keys()].filter((path) => lstatSync(join(target, path), { throwIfNoEntry: false }) !== undefined);
  for (const path of kept) files.delete(path);
  const made: Made = { folders: [], files: [] };
  try {
    for (const [path, from] of files) copyFile(join(template, from), join(target, path), made);
    return { value: { files: [...files.keys()].sort(compareKeys), kept: kept.sort(compareKeys) }, diagnostics: [] };
  } catch (error) {
    const failure = cannotWrite(shown, error);
    undo(made);
    return { value: undefined, diagnostics: [failure] };
  }
}

interface Made {
  readonly folders: string[];
  readonly files: string[];
}

function refusalOf(target: string, shown: string): Diagnostic | undefined {
  try {
    const names = readdirSync(target);
    if (names.includes(settingsName) || names.includes('configs'))
      return diagnostic(
        'workspace/init-exists',
        { path: shown },
        { hint: 'Run confman resolve in it, or name a new folder, such as: confman init config' },
      );
    const foreign = names.filter((name) => !harmless.test(name)).sort(compareKeys);
    if (foreign.length === 0) return undefined;
    return diagnostic(
      'workspace/init-not-empty',
      { path: shown, names: foreign },
      { hint: 'Name a new folder, such as: confman init config' },
    );
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? undefined : cannotWrite(shown, error);
  }
}

function cannotWrite(shown: string, error: unknown): Diagnostic {
  return { ...writeFailure(shown, error), hint: 'Choose another folder' };
}

/** Relative, `/` separated. */
function filesBelow(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    return entry.isDirectory() ? filesBelow(join(folder, entry.name), `${path}/`) : [path];
  });
}

function targetName(path: string): string {
  return path.replace(/(^|\/)gitignore$/, '$1.gitignore');
}

function copyFile(from: string, to: string, made: Made): void {
  makeFolder(dirname(to), made);
  // Not `copyFile`: where packages are installed read-only the copy would be so too.
  writeFileSync(to, readFileSync(from), { flag: 'wx' });
  made.files.push(to);
}

function makeFolder(path: string, made: Made): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(path), made);
  mkdirSync(path);
  made.folders.push(path);
}

/** As far as possible: the error that is reported is the one that stopped the copy. */
function undo({ folders, files }: Made): void {
  const attempts = [...files.map((path) => () => unlinkSync(path)), ...folders.toReversed().map((path) => () => rmdirSync(path))];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
    }
  }
}
