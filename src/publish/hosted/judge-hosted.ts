import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Actor } from '../embedded/actor.ts';
import { foldRefused, refusalOf } from '../embedded/refusals.ts';
import type { EventBody, RequestEvent } from '../model/event.ts';
import { fold } from '../model/fold.ts';
import { countApprovals } from '../model/approvals.ts';
import { judgeEvent, type RequestPermission } from '../model/judge-event.ts';
import type { RequestRecord } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { smuggled } from '../policy/smuggled.ts';
import type { HostedStore } from './hosted-store.ts';
import { hostedContext, type JudgedRequest } from './read-hosted.ts';

/** What is judged, before the forge is asked for anything. */
export interface HostedStep {
  readonly event: RequestEvent;
  readonly context: RequestContext;
}

export interface EventPlace {
  readonly actor: Actor;
  readonly tip: string;
  readonly now: number;
}

/** A forge counts no events: each is the first after all that there were. */
export function eventOf(request: RequestRecord | undefined, body: EventBody, { actor, tip, now }: EventPlace): RequestEvent {
  const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const before = request?.updatedAt ?? '';
  return {
    formatVersion: 1,
    request: request?.id ?? '1',
    position: (request?.position ?? 0) + 1,
    actor: actor.principal,
    at: before > at ? before : at,
    base: tip,
    ...body,
  };
}

/** Whether the event can come next, brings plain files only, and may be done by who does it. */
export async function judgeHosted(
  store: HostedStore,
  read: JudgedRequest | { readonly tip: string; readonly record: undefined },
  event: RequestEvent,
  now: number,
): Promise<HostedStep | GitFailure | readonly Diagnostic[]> {
  const folded = fold(read.record, event);
  if ('refusal' in folded) return [foldRefused(event, folded.refusal)];
  if (event.type === 'opened' || event.type === 'updated' || event.type === 'published') {
    const place = { tip: read.tip, head: event.head, prefix: store.location.prefix, branch: store.branch };
    const bad = await smuggled(store.reader, place);
    if (bad !== undefined) return isGitFailure(bad) ? bad : [bad];
  }
  const forge = read.record === undefined ? { contributorsComplete: true } : read.forge;
  const context = await hostedContext(store, { forge, record: folded.request, tip: read.tip }, now);
  if (!('policies' in context)) return context;
  if (event.type === 'opened' || event.type === 'updated') {
    const tip = await store.reader.readCommit(read.tip);
    if (isGitFailure(tip)) return tip;
    if (context.tree === tip.tree)
      return [diagnostic('publish/nothing', { branch: store.branch }, { hint: 'Commit a change first, and name its commit' })];
  }
  const stranger = strangersPart(read.record, event, context);
  if (stranger !== undefined) return [stranger];
  const refusal = judgeEvent(read.record, event, context);
  return refusal === undefined ? { event, context } : [refusalOf(refusal, event)];
}

/**
 * On a forge anybody can ask for something, without asking confman whether they may. What people with a role approved, they answer
 * for; where no approval is needed, or a rule stands for it, everybody who asked or pushed needs a role of their own.
 */
function strangersPart(request: RequestRecord | undefined, event: RequestEvent, context: RequestContext): Diagnostic | undefined {
  if (request === undefined || event.type !== 'published') return undefined;
  if (countApprovals(request, context).every(({ approvedBy }) => approvedBy.length > 0)) return undefined;
  const namespaces = context.policies.map(({ namespace }) => namespace);
  const lacks = (person: string, permission: RequestPermission): boolean =>
    !context.policies.some(({ may }) => may(person, permission));
  const refused = (person: string, permission: RequestPermission): Diagnostic =>
    diagnostic('publish/no-permission', { person, permission, namespaces }, { hint: 'Have somebody approve it who may' });
  if (lacks(request.submittedBy, 'publish-request:create')) return refused(request.submittedBy, 'publish-request:create');
  const pusher = request.heads.find(({ pushedBy }) => lacks(pushedBy, 'config:write:draft'))?.pushedBy;
  return pusher === undefined ? undefined : refused(pusher, 'config:write:draft');
}
