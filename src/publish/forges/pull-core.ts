import type { Forge } from '../../namespaces/principal.ts';
import type { Publication } from '../model/request.ts';
import {
  accountIn,
  commitIn,
  isCommitName,
  numberIn,
  optionalPart,
  optionalText,
  partIn,
  textIn,
  timeIn,
  valueIn,
  type Answer,
} from './answer.ts';
import type { Pull } from './forge-driver.ts';

type PullCore = Omit<Pull, 'title' | 'draft' | 'branch' | 'fromFork' | 'settling' | 'handle'>;

/** What GitHub, Gitea and Forgejo say of a pull request in the same words. @param isMerged each says it otherwise */
export function pullCore(forge: Forge, answer: Answer, isMerged: boolean): PullCore {
  return {
    number: numberIn(answer, 'number'),
    body: optionalText(answer, 'body'),
    state: isMerged ? 'merged' : textIn(answer, 'state') === 'open' ? 'open' : 'closed',
    submittedBy: accountIn(forge, optionalPart(answer, 'user'), 'login'),
    submittedAt: timeIn(answer, 'created_at'),
    updatedAt: timeIn(answer, 'updated_at'),
    base: textIn(partIn(answer, 'base'), 'ref'),
    head: commitIn(partIn(answer, 'head'), 'sha'),
    url: textIn(answer, 'html_url'),
    merged: isMerged ? publicationIn(forge, answer) : undefined,
  };
}

/** Lists may not say who merged; one that somebody marked as merged by hand may name no commit. */
function publicationIn(forge: Forge, answer: Answer): Publication | undefined {
  if (valueIn(answer, 'merged_by') === undefined || !isCommitName(optionalText(answer, 'merge_commit_sha'))) return undefined;
  const by = accountIn(forge, optionalPart(answer, 'merged_by'), 'login');
  return { commit: commitIn(answer, 'merge_commit_sha'), by, at: timeIn(answer, 'merged_at'), namespaces: [] };
}
