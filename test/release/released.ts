import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { openReleaseTarget } from '../../src/pipeline/release-target.ts';
import { releaseWorkspace, type Released, type ReleaseOptions } from '../../src/pipeline/release-workspace.ts';
import { openSource } from '../../src/pipeline/open-source.ts';
import { messageOf, type Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { scratch, TestRepository, type Files } from '../git/repository.ts';

/** Two apps and a schema. */
export const shop: Files = {
  'confman.json5': '{}',
  'configs/system/global.json5': '{ pool: 10 }',
  'configs/apps/shop/cascade.json5':
    '{ instances: "apps/shop/{region}", schema: "schemas/shop/v1", layers: [{ id: "system/global", name: "Global" }, { id: "{app}", name: "App" }] }',
  'configs/apps/shop/eu/config.json5': '{ url: "eu" }',
  'configs/apps/shop/us/config.json5': '{ url: "us" }',
  'schemas/shop/v1.json': '{ "type": "object", "properties": { "pool": { "type": "integer" }, "url": { "type": "string" } } }',
};

export const eu = 'configs/apps/shop/eu/config.json5';

const prepared = new Map<string, string>();
/** It goes with the whole run. */
const preparedFolder = mkdtempSync(join(tmpdir(), 'confman-shop-'));

/** A repository with the shop in one commit, made once and copied from then on. */
export function shopRepository(format = 'sha1'): TestRepository {
  const path = prepared.get(format) ?? join(preparedFolder, format);
  if (!prepared.has(format)) {
    const first = new TestRepository(path);
    mkdirSync(path);
    first.git('init', '--quiet', '--template=', '--initial-branch=main', `--object-format=${format}`);
    first.commit(shop);
    prepared.set(format, path);
  }
  const repository = new TestRepository(join(scratch(), 'shop'));
  cpSync(path, repository.path, { recursive: true });
  return repository;
}

export interface Release {
  readonly codes: readonly string[];
  /** Sentences and hints. */
  readonly said: string;
  readonly released: Released | undefined;
}

interface Asked extends Partial<ReleaseOptions> {
  readonly branch?: string;
  readonly remote?: string;
  readonly revision?: string;
}

/** What `confman release` does, in this process and with nothing of this machine's settings. */
export async function release(directory: string, asked: Asked = {}): Promise<Release> {
  quietGit();
  const { branch = 'resolved', remote, revision = 'HEAD', ...options } = asked;
  const source = { kind: 'revision', revision } as const;
  const opened = await openSource({ directory, cache: false, env: {}, now: 0, source });
  if (opened.value === undefined) return told(opened.diagnostics);
  const target = await openReleaseTarget(opened.value, { branch, remote, revision, cwd: directory });
  try {
    if ('code' in target) return told([target]);
    const { findings, release: released } = await releaseWorkspace(opened.value, target, { ...defaults, ...options });
    return told(
      findings.map((each) => each.diagnostic),
      released,
    );
  } finally {
    opened.value.objects?.reader.close();
    if ('close' in target) target.close();
  }
}

const defaults: ReleaseOptions = { format: 'json', bare: false, allowInvalid: false, allowOlder: false, force: false };

function told(diagnostics: readonly Diagnostic[], released?: Released): Release {
  const codes = diagnostics.map(({ code }) => code);
  return { codes, said: diagnostics.map((each) => `${messageOf(each)} (${each.hint ?? ''})`).join('\n'), released };
}

function quietGit(): void {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  vi.stubEnv('GIT_CONFIG_SYSTEM', '/dev/null');
  vi.stubEnv('HOME', '/nonexistent');
}

/** Object name of a revision; undefined where there is none. */
export function nameOf(repository: TestRepository, revision: string): string | undefined {
  try {
    return repository.git('rev-parse', '--verify', '--quiet', revision);
  } catch {
    return undefined;
  }
}
