import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { RequestEvent } from '../model/event.ts';
import { judgeEvent } from '../model/judge-event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { refusalOf } from './refusals.ts';

/**
 * Whether somebody puts another head in the place of one of which they may write nothing: what they bring may be theirs, and what goes, with
 * all its approvals, is not.
 * @param contextOf what policy says of the request as it was before
 * @returns why they may not
 */
export async function foreignUpdate(
  before: RequestRecord | undefined,
  event: RequestEvent,
  contextOf: (request: RequestRecord) => Promise<RequestContext | GitFailure | readonly Diagnostic[]>,
): Promise<GitFailure | readonly Diagnostic[] | undefined> {
  if (before === undefined || event.type !== 'updated' || event.head === headOf(before).commit) return undefined;
  if (event.actor === before.submittedBy) return undefined;
  const context = await contextOf(before);
  if (isGitFailure(context) || !('policies' in context)) return context;
  if (context.personOf(event.actor) === context.personOf(before.submittedBy)) return undefined;
  const refusal = judgeEvent(before, event, context);
  return refusal?.why === 'no-permission' ? [refusalOf(refusal, event)] : undefined;
}
