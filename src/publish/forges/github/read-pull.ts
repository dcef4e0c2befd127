import { flagIn, numberIn, optionalPart, partIn, textIn, valueIn, type Answer } from '../answer.ts';
import type { Pull } from '../forge-driver.ts';
import { pullCore } from '../pull-core.ts';

/** A pull request of GitHub. */
export function readPull(answer: Answer): Pull {
  const [head, base] = [partIn(answer, 'head'), partIn(answer, 'base')];
  return {
    ...pullCore('github', answer, typeof valueIn(answer, 'merged_at') === 'string'),
    title: textIn(answer, 'title'),
    draft: flagIn(answer, 'draft'),
    branch: textIn(head, 'ref'),
    fromFork: repositoryIn(head) !== repositoryIn(base),
    settling: valueIn(answer, 'mergeable') === null,
    handle: textIn(answer, 'node_id'),
  };
}

/** A fork may have the same owner, so that the name of the branch alone says little. One that was deleted has no id. */
function repositoryIn(side: Answer): number | undefined {
  const repository = optionalPart(side, 'repo');
  return repository === undefined ? undefined : numberIn(repository, 'id');
}
