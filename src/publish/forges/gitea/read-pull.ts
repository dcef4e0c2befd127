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
import { withoutDraftMark } from '../draft-title.ts';
import type { Pull } from '../forge-driver.ts';
import type { Publication } from '../../model/request.ts';

/** A pull request of Gitea or Forgejo. */
export function readPull(answer: Answer): Pull {
  const [head, base] = [partIn(answer, 'head'), partIn(answer, 'base')];
  const merged = flagIn(answer, 'merged');
  const title = textIn(answer, 'title');
  return {
    number: numberIn(answer, 'number'),
    title: withoutDraftMark(title),
    body: optionalText(answer, 'body'),
    draft: flagIn(answer, 'draft') || withoutDraftMark(title) !== title,
    state: merged ? 'merged' : textIn(answer, 'state') === 'open' ? 'open' : 'closed',
    submittedBy: accountIn('gitea', optionalPart(answer, 'user'), 'login'),
    submittedAt: timeIn(answer, 'created_at'),
    updatedAt: timeIn(answer, 'updated_at'),
    branch: branchIn(head),
    base: textIn(base, 'ref'),
    head: commitIn(head, 'sha'),
    fromFork: valueIn(head, 'repo_id') !== valueIn(base, 'repo_id'),
    url: textIn(answer, 'html_url'),
    merged: merged ? publicationIn(answer) : undefined,
    handle: '',
  };
}

/** One that somebody marked as merged by hand may name no commit. */
function publicationIn(answer: Answer): Publication | undefined {
  if (!isCommitName(optionalText(answer, 'merge_commit_sha'))) return undefined;
  const by = accountIn('gitea', optionalPart(answer, 'merged_by'), 'login');
  return { commit: commitIn(answer, 'merge_commit_sha'), by, at: timeIn(answer, 'merged_at'), namespaces: [] };
}

/** Once its branch is deleted, `ref` is the forge's own `refs/pull/1/head`. */
function branchIn(head: Answer): string {
  const ref = textIn(head, 'ref');
  return ref.startsWith('refs/') ? textIn(head, 'label') : ref;
}
