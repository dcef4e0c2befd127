import {
  countApprovals,
  instantRollback,
  type ApprovalContext,
  type NamespaceApproval,
  type NamespacePolicy,
} from './approvals.ts';
import type { RequestEvent } from './event.ts';
import type { RequestRecord } from './request.ts';

/** What roles allow: the permissions of the specification, section 10. */
export type RequestPermission =
  | 'config:read:published'
  | 'config:read:draft'
  | 'config:write:draft'
  | 'publish-request:create'
  | 'publish-request:approve'
  | 'publish-request:reject'
  | 'config:publish'
  | 'config:rollback';

/** What one namespace says about publishing now. */
export interface PublishPolicy extends NamespacePolicy {
  readonly may: (person: string, permission: RequestPermission) => boolean;
  /** End of the freeze that holds now: ISO 8601. */
  readonly frozenUntil: string | undefined;
  /** What is said of that freeze. */
  readonly frozenFor?: string | undefined;
  /** Beginning of the next time at which the namespace publishes, where it has such times and now is none of them. */
  readonly waitsUntil: string | undefined;
}

/** How far a rollback is what it says. */
export interface Restoration {
  /** Full name of the commit whose state comes back. */
  readonly commit: string;
  /** It is on the first-parent line of the protected branch. */
  readonly published: boolean;
  /** Why it cannot be published without approvals; empty where every app that changes gets back exactly what it was. */
  readonly reasons: readonly string[];
}

export interface EventContext extends ApprovalContext {
  readonly policies: readonly PublishPolicy[];
  /** ISO 8601, by the clock of whoever judges, never of whoever asks. */
  readonly now: string;
  /** Apps that would be invalid after publishing, where a namespace enforces schemas. */
  readonly invalidApps: readonly string[];
  /** Those of them whose namespace wants valid drafts as well. */
  readonly invalidDrafts: readonly string[];
  /** The document of the groups, which says who is who, would have errors after publishing, and has none now. */
  readonly brokenGroups?: boolean | undefined;
  /** After publishing the namespace of the root could not be used, or nobody could change who may do what. */
  readonly breaksRoot?: boolean | undefined;
  /** Of a rollback. */
  readonly restoration?: Restoration | undefined;
}

/** Why somebody may not do what an event says. The first that applies. */
export type EventRefusal =
  | { readonly why: 'no-permission'; readonly permission: RequestPermission; readonly namespaces: readonly string[] }
  | { readonly why: 'unpublished'; readonly commit: string }
  | { readonly why: 'own-part' }
  | { readonly why: 'broken-groups' }
  | { readonly why: 'breaks-root' }
  | { readonly why: 'rejected'; readonly namespace: string; readonly by: readonly string[] }
  | { readonly why: 'approvals-missing'; readonly approvals: readonly NamespaceApproval[] }
  | { readonly why: 'too-early'; readonly until: string; readonly namespace?: string | undefined }
  | { readonly why: 'frozen'; readonly namespace: string; readonly until: string; readonly reason: string | undefined }
  | { readonly why: 'invalid'; readonly apps: readonly string[] };

/**
 * Whether who did it may do it now. That the event can come next at all is for `fold` to say, before.
 * @param request before the event; undefined for one that opens it
 */
export function judgeEvent(
  request: RequestRecord | undefined,
  event: RequestEvent,
  context: EventContext,
): EventRefusal | undefined {
  const isOwner = request !== undefined && context.personOf(request.submittedBy) === context.personOf(event.actor);
  switch (event.type) {
    case 'opened':
      return needs(event.actor, 'publish-request:create', context) ?? unpublished(context) ?? validity(context.invalidDrafts);
    case 'updated':
      return needs(event.actor, 'config:write:draft', context) ?? validity(context.invalidDrafts);
    case 'submitted':
    case 'drafted':
    case 'reopened':
      return needs(event.actor, isOwner ? 'publish-request:create' : 'config:write:draft', context);
    case 'closed':
      return isOwner ? undefined : needs(event.actor, 'publish-request:reject', context);
    case 'scheduled':
      return isOwner ? undefined : needs(event.actor, 'config:publish', context);
    case 'reviewed':
      return judgeReview(event.actor, event.decision, isOwner, context);
    case 'published':
      return request && judgePublication(request, event.actor, context);
  }
}

/** A permission in any namespace that is reached is enough: others guard themselves by their approvals. */
function needs(person: string, permission: RequestPermission, { policies }: EventContext): EventRefusal | undefined {
  if (policies.some(({ may }) => may(person, permission))) return undefined;
  return { why: 'no-permission', permission, namespaces: policies.map(({ namespace }) => namespace) };
}

/** A request does not say that it restores what never was. */
function unpublished({ restoration }: EventContext): EventRefusal | undefined {
  if (restoration === undefined || restoration.published) return undefined;
  return { why: 'unpublished', commit: restoration.commit };
}

function judgeReview(
  person: string,
  decision: 'approved' | 'rejected' | 'commented',
  isOwner: boolean,
  context: EventContext,
): EventRefusal | undefined {
  if (decision === 'commented') return isOwner ? undefined : needs(person, 'config:read:draft', context);
  if (decision === 'rejected') return needs(person, 'publish-request:reject', context);
  const refusal = needs(person, 'publish-request:approve', context);
  return refusal ?? (isOwner || context.isContributor(person) ? { why: 'own-part' } : undefined);
}

function judgePublication(request: RequestRecord, person: string, context: EventContext): EventRefusal | undefined {
  const approvals = countApprovals(request, context);
  const rejected = approvals.find(({ rejectedBy }) => rejectedBy.length > 0);
  if (rejected !== undefined) return { why: 'rejected', namespace: rejected.namespace, by: rejected.rejectedBy };
  const missing = approvals.filter((each) => each.missing > 0);
  if (missing.length > 0) return { why: 'approvals-missing', approvals: missing };
  if (context.brokenGroups === true) return { why: 'broken-groups' };
  if (context.breaksRoot === true) return { why: 'breaks-root' };
  return unapproved(person, approvals, context) ?? timing(request, context) ?? validity(context.invalidApps);
}

/** Where a namespace asks for no approval, only who may publish in it answers for it. */
function unapproved(
  person: string,
  approvals: readonly NamespaceApproval[],
  { policies }: EventContext,
): EventRefusal | undefined {
  const answered = new Set(approvals.filter(({ approvedBy }) => approvedBy.length > 0).map(({ namespace }) => namespace));
  const refused = policies.filter((policy) => {
    if (answered.has(policy.namespace)) return false;
    if (policy.autoApproved === instantRollback) return !policy.may(person, 'config:rollback');
    return policy.autoApproved === undefined && !policy.may(person, 'config:publish');
  });
  const somewhere = policies.some(({ may }) => may(person, 'config:publish'));
  if (refused.length === 0 && somewhere) return undefined;
  const namespaces = (refused.length > 0 ? refused : policies).map(({ namespace }) => namespace);
  const isRollback = refused.length > 0 && refused.every(({ autoApproved }) => autoApproved === instantRollback);
  return { why: 'no-permission', permission: isRollback ? 'config:rollback' : 'config:publish', namespaces };
}

function timing(request: RequestRecord, { policies, now }: EventContext): EventRefusal | undefined {
  if (request.publishAt !== undefined && request.publishAt > now) return { why: 'too-early', until: request.publishAt };
  for (const { namespace, frozenUntil, frozenFor, waitsUntil } of policies) {
    if (frozenUntil !== undefined) return { why: 'frozen', namespace, until: frozenUntil, reason: frozenFor };
    if (waitsUntil !== undefined) return { why: 'too-early', until: waitsUntil, namespace };
  }
  return undefined;
}

function validity(apps: readonly string[]): EventRefusal | undefined {
  return apps.length > 0 ? { why: 'invalid', apps } : undefined;
}
