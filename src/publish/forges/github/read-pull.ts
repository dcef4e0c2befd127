import {
  accountIn,
  commitIn,
  flagIn,
  isCommitName,
  numberIn,
  optionalPart,
  optionalText,
  partIn,
  textIn,
  timeIn,
  valueIn,
  type Answer,
} from '../answer.ts';
import type { Pull } from '../forge-driver.ts';
import type { Publication } from '../../model/request.ts';

/** A pull request of GitHub. */
export function readPull(answer: Answer): Pull {
  const [head, base] = [partIn(answer, 'head'), partIn(answer, 'base')];
  const merged = typeof valueIn(answer, 'merged_at') === 'string';
  return {
    number: numberIn(answer, 'number'),
    title: textIn(answer, 'title'),
    body: optionalText(answer, 'body'),
    draft: flagIn(answer, 'draft'),
    state: merged ? 'merged' : textIn(answer, 'state') === 'open' ? 'open' : 'closed',
    submittedBy: accountIn('github', optionalPart(answer, 'user'), 'login'),
    submittedAt: timeIn(answer, 'created_at'),
    updatedAt: timeIn(answer, 'updated_at'),
    branch: textIn(head, 'ref'),
    base: textIn(base, 'ref'),
    head: commitIn(head, 'sha'),
    fromFork: repositoryIn(head) !== repositoryIn(base),
    url: textIn(answer, 'html_url'),
    merged: merged ? publicationIn(answer) : undefined,
    handle: textIn(answer, 'node_id'),
  };
}

/** A fork may have the same owner, so that the name of the branch alone says little. One that was deleted has no id. */
function repositoryIn(side: Answer): number | undefined {
  const repository = optionalPart(side, 'repo');
  return repository === undefined ? undefined : numberIn(repository, 'id');
}

/** Lists of pull requests do not say who merged. */
function publicationIn(answer: Answer): Publication | undefined {
  if (valueIn(answer, 'merged_by') === undefined || !isCommitName(optionalText(answer, 'merge_commit_sha'))) return undefined;
  const by = optionalPart(answer, 'merged_by');
  return {
    commit: commitIn(answer, 'merge_commit_sha'),
    by: accountIn('github', by, 'login'),
    at: timeIn(answer, 'merged_at'),
    namespaces: [],
  };
}
