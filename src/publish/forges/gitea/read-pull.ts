import { flagIn, partIn, textIn, valueIn, type Answer } from '../answer.ts';
import { withoutDraftMark } from '../draft-title.ts';
import type { Pull } from '../forge-driver.ts';
import { pullCore } from '../pull-core.ts';

/** A pull request of Gitea or Forgejo. */
export function readPull(answer: Answer): Pull {
  const [head, base] = [partIn(answer, 'head'), partIn(answer, 'base')];
  const title = textIn(answer, 'title');
  return {
    ...pullCore('gitea', answer, flagIn(answer, 'merged')),
    title: withoutDraftMark(title),
    draft: flagIn(answer, 'draft') || withoutDraftMark(title) !== title,
    branch: branchIn(head),
    fromFork: valueIn(head, 'repo_id') !== valueIn(base, 'repo_id'),
    // It tells so when it refuses a merge, and not before.
    settling: false,
    handle: '',
  };
}

/** Once its branch is deleted, `ref` is the forge's own `refs/pull/1/head`. */
function branchIn(head: Answer): string {
  const ref = textIn(head, 'ref');
  return ref.startsWith('refs/') ? textIn(head, 'label') : ref;
}
