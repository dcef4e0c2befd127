import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CompiledApp } from './compiled-app.ts';
import { Compilers } from './build-apps.ts';
import { selectApps } from './select-apps.ts';
import type { Workspace } from './workspace.ts';

export interface CompiledOne {
  /** Undefined where there is no such app, or the tree as a whole cannot be trusted. */
  readonly app: CompiledApp | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The request itself was wrong. */
  readonly unjudged: boolean;
}

/** One app with provenance, by its id. */
export async function compileOne(workspace: Workspace, name: string): Promise<CompiledOne> {
  const broken = workspace.structure.filter((finding) => finding.severity === 'error');
  if (broken.length > 0) return { app: undefined, diagnostics: broken, unjudged: false };
  const { value, diagnostics } = selectApps(workspace.index.apps, [name], workspace.roots);
  if (value[0] === undefined) return { app: undefined, diagnostics, unjudged: true };
  await workspace.prepareFindings();
  const app = new Compilers(workspace).recording.compile(value[0]);
  return { app, diagnostics: app.diagnostics, unjudged: false };
}
