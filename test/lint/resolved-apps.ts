import { canonicalJson } from '../../src/model/canonical-json.ts';
import { Compilers } from '../../src/pipeline/build-apps.ts';
import { memoryWorkspace, type Files } from '../pipeline/memory-workspace.ts';

export interface ResolvedApps {
  /** Status and data by app. */
  readonly data: Readonly<Record<string, string>>;
  /** How often a code is told, of all apps together. */
  readonly told: ReadonlyMap<string, number>;
}

export async function resolvedApps(files: Files): Promise<ResolvedApps> {
  const workspace = memoryWorkspace(files);
  await workspace.prepareFindings();
  const { recording } = new Compilers(workspace);
  const told = new Map<string, number>();
  const data = workspace.index.apps.map((app) => {
    const compiled = recording.compile(app);
    for (const { code } of compiled.diagnostics) told.set(code, (told.get(code) ?? 0) + 1);
    return [app, `${compiled.status} ${compiled.data === undefined ? '' : canonicalJson(compiled.data)}`];
  });
  return { data: Object.fromEntries(data) as Record<string, string>, told };
}
