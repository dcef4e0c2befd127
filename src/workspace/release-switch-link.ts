import { basename, dirname, join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { tempName, type Liveness } from './atomic-write-temp.ts';
import { errorCode, type OutputFs } from './output-folder-fs.ts';
import type { Switched } from './release-switch-folder.ts';
import { besides, releasesFolder, targetTag } from './release-switch-recover.ts';
import { removeTree } from './release-switch-remove.ts';

/** Two exports at once may each finish a release; one is never linked, and removed when no process can be about to. */
const PATIENCE = 24 * 3600_000;
const RELEASE_NAME = /^[0-9a-f]{16}(?:-\d{1,3})?$/;

/** The name of the release in `current.releases` that the link `current` leads to; undefined where it is none of ours. */
export function linkedRelease(target: string, fs: OutputFs): string | undefined {
  if (fs.lstatSync(target)?.isSymbolicLink() !== true) return undefined;
  const leadsTo = fs.readlinkSync(target);
  const name = basename(leadsTo);
  const fits = leadsTo === linkText(target, name) || leadsTo === join(releasesFolder(target), name);
  return fits && RELEASE_NAME.test(name) ? name : undefined;
}

function linkText(target: string, name: string): string {
  return `${basename(releasesFolder(target))}/${name}`;
}

/**
 * Puts a finished folder behind the link of its target: one rename of a link, so that the target leads to the old or the new
 * release at every moment, whoever is killed when. The release that the link led to is removed afterwards.
 *
 * @param staged lies in `releasesFolder(target)`
 * @param name the first 16 hexadecimal digits of the manifest's digest
 */
export function switchLink(
  staged: string,
  target: string,
  name: string,
  shown: string,
  fs: OutputFs,
  { now }: Liveness,
): Switched {
  try {
    const refusal = linkRefusal(target, shown, fs);
    if (refusal !== undefined) return { done: false, diagnostics: [refusal] };
    const before = linkedRelease(target, fs);
    if (fs.lstatSync(target)?.isDirectory() === true) fs.rmdirSync(target);
    const made = takeName(staged, releasesFolder(target), name, fs);
    const link = join(dirname(target), tempName('new', targetTag(target)));
    fs.symlinkSync(linkText(target, made), link);
    fs.renameSync(link, target);
    const old = outdated(target, made, before, fs, now());
    return { done: true, diagnostics: old.flatMap((path) => removeTree(path, besides(shown, target, path), fs)) };
  } catch (error) {
    return { done: false, diagnostics: [writeFailure(shown, error)] };
  }
}

/** A link can take the place of nothing, of an empty folder and of a link of ours. */
export function linkRefusal(target: string, shown: string, fs: OutputFs): Diagnostic | undefined {
  try {
    const stats = fs.lstatSync(target);
    if (stats === undefined || linkedRelease(target, fs) !== undefined) return undefined;
    if (stats.isDirectory() && fs.readdirSync(target).length === 0) return undefined;
  } catch (error) {
    return writeFailure(shown, error);
  }
  const reason = 'it is not a link to a release';
  const hint = 'Remove it, or export to it as a folder';
  return diagnostic('snapshot/release-target', { path: shown, reason }, { hint });
}

/** The same release may be there already, being read: it is left alone and the new one gets the next name. */
function takeName(staged: string, folder: string, name: string, fs: OutputFs): string {
  for (let number = 0; ; number += 1) {
    const candidate = number === 0 ? name : `${name}-${number}`;
    try {
      fs.renameSync(staged, join(folder, candidate));
      return candidate;
    } catch (error) {
      if (!/^(?:ENOTEMPTY|EEXIST|EPERM)$/.test(errorCode(error) ?? '') || number === 999) throw error;
    }
  }
}

function outdated(target: string, made: string, before: string | undefined, fs: OutputFs, now: number): string[] {
  const folder = releasesFolder(target);
  const names = fs
    .readdirSync(folder)
    .filter((entry) => entry.isDirectory() && RELEASE_NAME.test(entry.name) && entry.name !== made);
  return names
    .map(({ name }) => ({ name, path: join(folder, name) }))
    .filter(({ name, path }) => name === before || now - (fs.lstatSync(path)?.mtimeMs ?? now) > PATIENCE)
    .map(({ path }) => path);
}
