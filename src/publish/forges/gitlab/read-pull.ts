import {
  accountIn,
  commitIn,
  flagIn,
  numberIn,
  optionalPart,
  optionalText,
  textIn,
  timeIn,
  valueIn,
  type Answer,
} from '../answer.ts';
import { withoutDraftMark } from '../draft-title.ts';
import type { Pull } from '../forge-driver.ts';
import type { Publication } from '../../model/request.ts';

/** A merge request of GitLab. */
export function readPull(answer: Answer): Pull {
  const title = textIn(answer, 'title');
  const state = textIn(answer, 'state');
  return {
    number: numberIn(answer, 'iid'),
    title: withoutDraftMark(title),
    body: optionalText(answer, 'description'),
    draft: flagIn(answer, 'draft') || withoutDraftMark(title) !== title,
    // While it merges it is `locked`.
    state: state === 'merged' || state === 'closed' ? state : 'open',
    submittedBy: accountIn('gitlab', optionalPart(answer, 'author'), 'username'),
    submittedAt: timeIn(answer, 'created_at'),
    updatedAt: timeIn(answer, 'updated_at'),
    branch: textIn(answer, 'source_branch'),
    base: textIn(answer, 'target_branch'),
    head: commitIn(answer, 'sha'),
    fromFork: valueIn(answer, 'source_project_id') !== valueIn(answer, 'target_project_id'),
    url: textIn(answer, 'web_url'),
    merged: state === 'merged' ? publicationIn(answer) : undefined,
    settling: settling.has(optionalText(answer, 'detailed_merge_status') || optionalText(answer, 'merge_status')),
    handle: '',
  };
}

/** Older servers have the last two, and less of the others. */
const settling: ReadonlySet<string> = new Set([
  'unchecked',
  'checking',
  'preparing',
  'approvals_syncing',
  'cannot_be_merged_recheck',
  'cannot_be_merged_rechecking',
]);

/** A project that only fast-forwards makes no merge commit: the head itself is what was published then. */
function publicationIn(answer: Answer): Publication {
  const by = optionalPart(answer, 'merge_user') ?? optionalPart(answer, 'merged_by');
  const commit =
    ['merge_commit_sha', 'squash_commit_sha', 'sha'].find((key) => typeof valueIn(answer, key) === 'string') ?? 'sha';
  return {
    commit: commitIn(answer, commit),
    by: accountIn('gitlab', by, 'username'),
    at: timeIn(answer, 'merged_at'),
    namespaces: [],
  };
}
