import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildId } from '../../../src/model/tool-version.ts';
import { openWorkspaceOnDisk } from '../../../src/pipeline/open-workspace.ts';
import { resolveWorkspace, type ResolveOptions } from '../../../src/pipeline/resolve-workspace.ts';
import { toFindings } from '../../../src/pipeline/to-findings.ts';
import { decodeRunState, encodeRunState } from '../../../src/workspace/run-state.ts';
import { readSealed, writeSealed } from '../../../src/workspace/sealed-file.ts';
import type { Files } from '../memory-workspace.ts';

/** Outside of every test's own folder nothing is read or written: the key that seals the cache is given. */
export const env = { CONFMAN_CACHE_KEY: 'a key that only the tests know' } as const;
const key = Buffer.from(env.CONFMAN_CACHE_KEY);

export interface RunResult {
  readonly written: readonly string[];
  readonly pruned: readonly string[];
  readonly counts: unknown;
  /** `code file:line:column apps`, in the order of printing. */
  readonly findings: readonly string[];
  readonly unjudged: boolean;
}

export interface RunOptions {
  readonly cache: boolean;
  readonly apps?: readonly string[];
  readonly check?: boolean;
  readonly allowInvalid?: boolean;
  readonly resolvedAt?: string;
  /** Done when the files are listed and none is read yet. */
  readonly meanwhile?: () => void;
}

/** A folder that goes with its test. */
export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'confman-incremental-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function put(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Undefined where the settings or the tree cannot be judged at all; the findings say why. */
export async function run(
  folder: string,
  { cache, apps = [], check = false, allowInvalid = false, resolvedAt, meanwhile }: RunOptions,
): Promise<RunResult> {
  const opened = await openWorkspaceOnDisk({ directory: folder, cache, env, now: Date.now() });
  const refused = toFindings(opened.diagnostics.map((diagnostic) => ({ diagnostic, apps: new Set<string>() })));
  if (opened.value === undefined)
    return { written: [], pruned: [], counts: undefined, findings: refused.map(shown), unjudged: true };
  meanwhile?.();
  const options: ResolveOptions = {
    apps,
    out: undefined,
    shownOut: '',
    format: 'json',
    bare: false,
    allowInvalid,
    check,
    resolvedAt: resolvedAt ?? '2026-01-01T00:00:00Z',
    runJob: undefined,
  };
  const result = await resolveWorkspace(opened.value, options);
  const findings = [...refused, ...toFindings(result.findings)].map(shown);
  return { written: result.written, pruned: result.pruned, counts: result.counts, findings, unjudged: result.unjudged };
}

function shown({ code, place, apps, message }: ReturnType<typeof toFindings>[number]): string {
  const where = place === undefined ? '' : `${place.file}:${place.line}:${place.column}`;
  return `${code} ${where} ${apps.join(',')} ${message}`;
}

/** Everything below a folder: texts by path. */
export function textsIn(folder: string, prefix = ''): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(texts, textsIn(folder, path));
    else texts[path] = entry.isFile() ? readFileSync(join(folder, path), 'utf8') : '(special)';
  }
  return texts;
}

/** The snapshots of a workspace. */
export function snapshotsIn(folder: string, name = 'resolved'): Record<string, string> {
  try {
    return textsIn(join(folder, name));
  } catch {
    return {};
  }
}

/**
 * Lets the memory of a workspace be old enough to be trusted, without waiting: stamps of files that lie within moments
 * of a run are not. Then waits for the next tick of the file system's clock, so that what is written from here on has
 * another stamp.
 */
export function letTimePass(folder: string): void {
  const path = join(folder, '.confman', 'state');
  const bytes = readSealed(path, key);
  const state = bytes && decodeRunState(bytes, buildId);
  if (state !== undefined) {
    const later = Date.now() + 5000;
    writeSealed(path, encodeRunState({ ...state, savedAt: later, tree: { ...state.tree, recordedAt: later } }), key);
  }
  waitForTick(folder);
}

function waitForTick(folder: string): void {
  const probe = join(folder, 'probe');
  const stamp = (): number => {
    writeFileSync(probe, '');
    return statSync(probe).mtimeMs;
  };
  const first = stamp();
  while (stamp() === first);
  rmSync(probe);
}

/** A copy of a workspace without its snapshots and its cache, compiled with nothing remembered. */
export async function coldSnapshots(
  folder: string,
  resolvedAt?: string,
): Promise<{ result: RunResult; texts: Record<string, string> }> {
  const copy = scratch();
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !/\/(?:resolved|\.confman)$/.test(path) });
  const result = await run(copy, { cache: false, ...(resolvedAt === undefined ? {} : { resolvedAt }) });
  return { result, texts: snapshotsIn(copy) };
}
