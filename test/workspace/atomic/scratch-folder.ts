import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';

/** A new folder that goes with its test. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'confman-atomic-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything in a folder: the text of a file, `-> target` of a link, `/` for an empty folder. Links are not followed. */
export function treeOf(folder: string, prefix = ''): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const name = prefix + entry.name;
    if (entry.isSymbolicLink()) tree[name] = `-> ${readlinkSync(path)}`;
    else if (entry.isDirectory()) {
      const inner = treeOf(path, `${name}/`);
      Object.assign(tree, Object.keys(inner).length === 0 ? { [`${name}/`]: '/' } : inner);
    } else tree[name] = entry.isFile() ? readFileSync(path, 'utf8') : '(special)';
  }
  return tree;
}

/** `[code, path]` of each. */
export function codesOf(findings: readonly (Diagnostic | undefined)[]): [string, unknown][] {
  return findings.flatMap((finding) =>
    finding === undefined ? [] : [[finding.code, finding.args['path']] as [string, unknown]],
  );
}
