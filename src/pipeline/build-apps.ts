import type { DocumentId } from '../model/document-id.ts';
import { AppCompiler } from './app-compiler.ts';
import type { CompiledApp } from './compiled-app.ts';
import type { RunHost } from './run-host.ts';
import { whenPrepared } from './when-prepared.ts';
import type { Workspace } from './workspace.ts';

/** The two compilers of a run. They share what was read; the recording one comes into being when it is needed. */
export class Compilers {
  readonly #workspace: Workspace;
  readonly #host: RunHost | undefined;
  #fast: AppCompiler | undefined;
  #recording: AppCompiler | undefined;

  /** @param host another view of the workspace than its own run */
  constructor(workspace: Workspace, host?: RunHost) {
    this.#workspace = workspace;
    this.#host = host;
  }

  get fast(): AppCompiler {
    return (this.#fast ??= new AppCompiler(this.#host ?? this.#workspace.run, false));
  }

  get recording(): AppCompiler {
    return (this.#recording ??= new AppCompiler(this.#host ?? this.#workspace.run, true));
  }
}

/**
 * Compiles apps in order and hands each on at once, so that no more than one is held. Those that the fast compiler
 * finds something about come last, compiled again with provenance and places.
 */
export async function buildApps(
  workspace: Workspace,
  compilers: Compilers,
  apps: readonly DocumentId[],
  each: (app: CompiledApp) => void,
): Promise<void> {
  await workspace.prepare();
  const { progress } = workspace;
  const suspects: DocumentId[] = [];
  let done = 0;
  for (const app of apps) {
    const compiled = await whenPrepared(workspace.schemas, () => compilers.fast.compile(app));
    if (compiled.suspect) suspects.push(app);
    else each(compiled);
    progress?.step(++done, apps.length);
  }
  if (suspects.length > 0) await workspace.prepareFindings();
  for (const app of suspects) {
    each(compilers.recording.compile(app));
    progress?.step(done, apps.length);
  }
  progress?.end();
}
