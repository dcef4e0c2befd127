import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { snapshotFormats, type SnapshotFormatName } from '../snapshot/formats.ts';
import { appSnapshot } from './app-snapshot.ts';
import { compileOne } from './compile-one.ts';
import { currentSequence } from './current-sequence.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import { renderOrExplain } from './render-or-explain.ts';
import type { Carry } from './resolve-apps.ts';

export interface SingleOptions {
  readonly format: SnapshotFormatName;
  readonly bare: boolean;
  readonly allowInvalid: boolean;
  readonly resolvedAt: string;
  /** Makes something else of the app. */
  readonly carry?: Carry | undefined;
}

export interface SingleSnapshot {
  /** Id of the app; undefined where there is none of that name. */
  readonly app: string | undefined;
  /** As they would be written; undefined for an invalid app that is not allowed. */
  readonly bytes: Uint8Array | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The request itself was wrong. */
  readonly unjudged: boolean;
}

/** The snapshot of one app, not written anywhere. */
export async function singleSnapshot(opened: OpenedWorkspace, name: string, options: SingleOptions): Promise<SingleSnapshot> {
  const { app: compiled, diagnostics: found, unjudged } = await compileOne(opened.workspace, name);
  const app = compiled && (options.carry?.(compiled, () => compiled) ?? compiled);
  const diagnostics = app?.diagnostics ?? found;
  const shown = app?.status === 'Invalid' ? options.allowInvalid : true;
  if (app?.data === undefined || !shown) return { app: app?.id, bytes: undefined, diagnostics, unjudged };
  const { format, bare, resolvedAt } = options;
  const snapshot = appSnapshot(app, app.data, {
    secretSchemes: opened.workspace.settings.secretSchemes,
    schemaSequence: (await currentSequence(opened)).sequence,
    resolvedAt,
  });
  const rendered = renderOrExplain(snapshot, await snapshotFormats[format].load(), { bare, sorted: app.sorted });
  return { app: app.id, bytes: rendered.value?.bytes, diagnostics: [...diagnostics, ...rendered.diagnostics], unjudged: false };
}
