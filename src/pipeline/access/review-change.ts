import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { EffectiveView } from '../../effective-diff/effective-view.ts';
import { diffWorkspaces } from '../effective/diff-workspaces.ts';
import { openBaseSide } from '../effective/open-base.ts';
import { rememberedDependencies } from '../effective/remembered-dependencies.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { SourceChoice } from '../source-choice.ts';
import { openAccess, type Access } from './access.ts';
import { changeReviews, type ChangeReviews } from './change-reviews.ts';

export interface ReviewedChange extends ChangeReviews {
  readonly view: EffectiveView;
  /** As it is at the base. */
  readonly access: Access;
}

/**
 * Who has to agree to what an opened workspace changes.
 *
 * @param base a revision; undefined for where the work left the protected branch
 * @returns no value where a side cannot be judged
 */
export async function reviewChange(
  opened: OpenedWorkspace,
  source: SourceChoice,
  base: string | undefined,
): Promise<Outcome<ReviewedChange | undefined>> {
  const side = await openBaseSide(opened, base);
  if (side.value === undefined) return { value: undefined, diagnostics: side.diagnostics };
  const { workspace, objects } = opened;
  const head = { workspace, name: nameOf(source), commit: objects?.commit?.oid ?? null };
  const remembered = rememberedDependencies(opened);
  const { value: view, diagnostics } = await diffWorkspaces(side.value, head, { apps: [], pointers: [], remembered });
  if (view === undefined) return { value: undefined, diagnostics };
  const access = await openAccess(side.value.workspace);
  return { value: { view, access, ...changeReviews(access, workspace, view) }, diagnostics };
}

function nameOf(source: SourceChoice): string {
  if (source.kind === 'revision') return source.revision;
  return source.kind === 'index' ? 'the index' : 'the working tree';
}
