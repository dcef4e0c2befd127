import { join } from 'node:path';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { digestBytes } from '../snapshot/digest.ts';
import type { ReleaseFile } from '../snapshot/export-plan.ts';
import { MANIFEST_PATH } from '../snapshot/manifest.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { tempName } from './atomic-write-temp.ts';
import { OutputFolder } from './output-folder.ts';
import { errorCode } from './output-folder-fs.ts';
import { switchFolder, type Switched } from './release-switch-folder.ts';
import { releaseJob, type ReleaseJob, type ReleaseOptions } from './release-switch-job.ts';
import { linkRefusal, switchLink } from './release-switch-link.ts';
import { besides, recoverRelease, targetTag } from './release-switch-recover.ts';
import { removeTree } from './release-switch-remove.ts';
import { targetState } from './release-switch-target.ts';

/** Names of ours that are taken, one after the other, before giving up. */
const ATTEMPTS = 1000;

/**
 * Writes a release beside its target and switches it in when it is complete. The target is absent, empty, or an earlier
 * release, recognised by its manifest and by holding nothing else; anything else is refused and stays as it is. The
 * value says whether the new release is in place; when it is not, the target is what it was.
 *
 * @param target absolute
 * @param files from `exportPlan`; an error among them calls the release off
 */
export function writeRelease(
  target: string,
  files: Iterable<Outcome<ReleaseFile | undefined>>,
  options: ReleaseOptions,
): Outcome<boolean> {
  const job = releaseJob(target, options);
  if (!('workshop' in job)) return { value: false, diagnostics: [job] };
  const before = recoverRelease(job.target, job);
  const staged = refusalOf(job) ?? makeStaging(job);
  if (typeof staged !== 'string') return { value: false, diagnostics: [...before, staged] };
  const { value: manifest, diagnostics } = stage(job, staged, files);
  const switched = manifest === undefined ? undefined : switchIn(job, staged, manifest);
  const done = switched?.done === true;
  const leftovers = done ? [] : removeTree(staged, besides(job.shown, job.target, staged), job.fs);
  return { value: done, diagnostics: [...before, ...diagnostics, ...(switched?.diagnostics ?? []), ...leftovers] };
}

/** Found before a large release is written for nothing; the switch looks again. */
function refusalOf({ target, shown, asLink, fs }: ReleaseJob): Diagnostic | undefined {
  if (asLink) return linkRefusal(target, shown, fs);
  const state = targetState(target, shown, fs);
  return state.kind === 'refused' ? state.finding : undefined;
}

/** A new folder of our own: a leftover of the same name must not become part of a release. */
function makeStaging({ workshop, target, shown, fs }: ReleaseJob): string | Diagnostic {
  try {
    fs.mkdirsSync(workshop);
    for (let attempt = 1; ; attempt += 1) {
      const path = join(workshop, tempName('new', targetTag(target)));
      try {
        fs.mkdirSync(path);
        return path;
      } catch (error) {
        if (errorCode(error) !== 'EEXIST' || attempt === ATTEMPTS) throw error;
      }
    }
  } catch (error) {
    return writeFailure(shown, error);
  }
}

/**
 * Writes the files. The value is the manifest's bytes, or undefined when the release is not to be switched in: after a
 * failed write at once, after any other error when all have been found.
 */
function stage(
  { shown, fs }: ReleaseJob,
  staged: string,
  files: Iterable<Outcome<ReleaseFile | undefined>>,
): Outcome<Uint8Array | undefined> {
  const found: Diagnostic[] = [];
  const folder = new OutputFolder({ base: staged, inside: '', shown, fs });
  let manifest: Uint8Array | undefined;
  let failed = false;
  for (const { value: file, diagnostics } of files) {
    found.push(...diagnostics);
    failed ||= diagnostics.some(({ severity }) => severity === 'error');
    if (file === undefined || failed) continue;
    const failure = folder.write(file.path, file.bytes);
    if (failure !== undefined) return { value: undefined, diagnostics: [...found, failure] };
    if (file.path === MANIFEST_PATH) manifest = file.bytes;
  }
  return { value: failed ? undefined : manifest, diagnostics: found };
}

function switchIn({ target, shown, asLink, fs, liveness }: ReleaseJob, staged: string, manifest: Uint8Array): Switched {
  if (!asLink) return switchFolder(staged, target, shown, fs);
  const name = digestBytes(manifest).slice('sha256:'.length).slice(0, 16);
  return switchLink(staged, target, name, shown, fs, liveness);
}
