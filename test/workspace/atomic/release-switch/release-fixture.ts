import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { writeRelease } from '../../../../src/workspace/release-switch.ts';
import type { ReleaseOptions } from '../../../../src/workspace/release-switch-job.ts';
import { exampleRelease, exampleTree } from '../example-release.ts';
import { codesOf, scratchFolder } from '../scratch-folder.ts';

/** Where the test at work exports to. */
export const at = { base: '', target: '' };

beforeEach(() => {
  at.base = scratchFolder();
  at.target = join(at.base, 'out');
});

/** Exports a release of that text. Whether it was switched in, and what was found. */
export function write(
  text: string,
  options: Partial<ReleaseOptions> = {},
  files = exampleRelease(text),
): [boolean, [string, unknown][]] {
  const { value, diagnostics } = writeRelease(at.target, files, { shown: 'dist/out', ...options });
  return [value, codesOf(diagnostics)];
}

export const DONE = [true, []];
/** What `write('new')` leaves in a folder that held nothing else. */
export const OUT = exampleTree('new', 'out/');

/** As if every process but the one at work had ended. */
export const NOBODY = { now: Date.now, isAlive: () => false };
