import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { EffectiveView } from '../../effective-diff/effective-view.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { SourceChoice } from '../source-choice.ts';
import { diffWorkspaces, type DiffOptions } from './diff-workspaces.ts';
import { openBaseSide } from './open-base.ts';
import { rememberedDependencies } from './remembered-dependencies.ts';

/**
 * What is different in an opened workspace from a base.
 *
 * @param source what was opened
 * @param base a revision; undefined for where the work left the protected branch
 * @returns no value where a side cannot be judged
 */
export async function diffAgainst(
  opened: OpenedWorkspace,
  source: SourceChoice,
  base: string | undefined,
  options: Omit<DiffOptions, 'remembered' | 'changed'>,
): Promise<Outcome<EffectiveView | undefined>> {
  const side = await openBaseSide(opened, base);
  if (side.value === undefined) return { value: undefined, diagnostics: side.diagnostics };
  const { workspace, objects } = opened;
  const { changed, reader } = side.value;
  const head = { workspace, name: nameOf(source), commit: objects?.commit?.oid ?? null, reader: objects?.reader };
  const remembered = rememberedDependencies(opened);
  const outcome = await diffWorkspaces(side.value, head, { ...options, remembered, changed });
  if (objects === undefined) reader.close();
  return outcome;
}

function nameOf(source: SourceChoice): string {
  if (source.kind === 'revision') return source.revision;
  return source.kind === 'index' ? 'the index' : 'the working tree';
}
