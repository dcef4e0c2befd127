import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { FamilyPart, ReviewPart } from '../../pipeline/access/change-reviews.ts';
import { Compilers } from '../../pipeline/build-apps.ts';
import { decide, membersWith } from '../../namespaces/decide.ts';
import type { EffectiveNamespace } from '../../namespaces/effective-namespace.ts';
import type { Groups } from '../../namespaces/groups.ts';
import { parsePrincipal, type Principal } from '../../namespaces/principal.ts';
import type { PublishPolicy, RequestPermission, Restoration } from '../model/judge-event.ts';
import { instantRollback, standingDecisions } from '../model/approvals.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import { autoApproval, type WholeChange } from './auto-approve.ts';
import type { Reach } from './open-reach.ts';
import { frozenUntil, nextTime } from './publish-times.ts';

export interface PolicyQuestion {
  readonly request: RequestRecord;
  readonly reach: Reach;
  readonly isContributor: (person: string) => boolean;
  /** Of a rollback. */
  readonly restoration?: Restoration | undefined;
  /** Milliseconds since 1970, by the clock of whoever judges. */
  readonly now: number;
}

/**
 * What every namespace that a request reaches asks for, by the protected branch as it is. Where nobody is responsible for a
 * part of the change, a policy stands that nobody can meet: what no one governs, no one publishes.
 */
export function publishPolicies(question: PolicyQuestion): readonly PublishPolicy[] {
  const { reviews, outside, access } = question.reach;
  const root = access.governing(undefined).namespace;
  // Files beside the workspace, such as pipelines, are approved by somebody else also where configuration need not be.
  const policies = reviews.parts.map((part) => {
    const policy = partPolicy(part, question);
    return outside.length > 0 && policy.namespace === root?.path ? { ...policy, requireApproval: true } : policy;
  });
  for (const family of reviews.families) policies.push(familyPolicy(family, root, question));
  const { apps, documents } = reviews.ungoverned;
  if (apps.length + documents.length > 0 || (outside.length > 0 && root === undefined)) policies.push(nobodysPolicy);
  if (outside.length > 0 && root !== undefined && !policies.some(({ namespace }) => namespace === root.path))
    policies.push(rootPolicy(root, question));
  return policies.toSorted((a, b) => compareKeys(a.namespace, b.namespace));
}

const nobodysPolicy: PublishPolicy = {
  namespace: '/',
  requireApproval: true,
  minApprovers: 1,
  isReviewer: () => false,
  reviewers: 0,
  may: () => false,
  autoApproved: undefined,
  frozenUntil: undefined,
  waitsUntil: undefined,
};

function partPolicy(part: ReviewPart, question: PolicyQuestion): PublishPolicy {
  const { namespace, needed } = part;
  // All of them: the part names the first alone.
  const reviewers = membersWith(namespace, question.reach.access.groups, part.permission);
  const rule = autoApproval(namespace.settings.autoApprove.value, wholeChange(question.reach));
  const isInstant = namespace.settings.instantRollback.value && question.restoration?.reasons.length === 0;
  const held = common(namespace, question);
  return {
    ...held,
    // What was in force is back at once; a freeze holds for it as well.
    waitsUntil: isInstant ? undefined : held.waitsUntil,
    requireApproval: needed > 0 || part.permission === 'roles:manage',
    minApprovers: needed,
    ...reviewedBy(reviewers, question),
    autoApproved: isInstant ? instantRollback : rule === undefined ? undefined : `autoApprove/${rule}`,
  };
}

/** Files beside the workspace: whoever may publish at the root answers for them. */
function rootPolicy(root: EffectiveNamespace, question: PolicyQuestion): PublishPolicy {
  const reviewers = membersWith(root, question.reach.access.groups, 'publish-request:approve');
  return {
    ...common(root, question),
    ...reviewedBy(reviewers, question),
    requireApproval: true,
    minApprovers: 1,
    autoApproved: undefined,
  };
}

function reviewedBy(
  people: readonly Principal[],
  { isContributor }: PolicyQuestion,
): Pick<PublishPolicy, 'isReviewer' | 'reviewers'> {
  const keys = new Set(people.map(({ key }) => key));
  return {
    isReviewer: (person) => keys.has(keyOf(person)),
    reviewers: people.filter(({ text }) => !isContributor(text)).length,
  };
}

/** A schema family that names its own owner, who alone decides about it. Who may ask and publish, and when not, is the root's. */
function familyPolicy(
  { family, owner }: FamilyPart,
  root: EffectiveNamespace | undefined,
  question: PolicyQuestion,
): PublishPolicy {
  const { groups } = question.reach.access;
  const principal = parsePrincipal(owner);
  const people = principal?.kind === 'group' ? groups.peopleIn([principal.name]) : principal === undefined ? [] : [principal];
  const reviewed = reviewedBy(people, question);
  const roots = root && common(root, question);
  return {
    namespace: family,
    requireApproval: true,
    minApprovers: 1,
    ...reviewed,
    may: (person, permission) =>
      reviewed.isReviewer(person) || (!decisions.has(permission) && roots?.may(person, permission) === true),
    autoApproved: undefined,
    frozenUntil: roots?.frozenUntil,
    waitsUntil: undefined,
  };
}

const decisions: ReadonlySet<RequestPermission> = new Set(['publish-request:approve', 'publish-request:reject']);

function common(
  namespace: EffectiveNamespace,
  { request, reach, now }: PolicyQuestion,
): Pick<PublishPolicy, 'namespace' | 'may' | 'frozenUntil' | 'waitsUntil'> {
  const { freeze, schedule } = namespace.settings;
  const frozen = frozenUntil(
    freeze.map(({ value }) => value),
    now,
  );
  const next = schedule.value === undefined ? undefined : nextTime(schedule.value, readySince(request));
  return {
    namespace: namespace.path,
    may: mayIn(namespace, reach.access.groups),
    frozenUntil: frozen === undefined ? undefined : told(frozen),
    waitsUntil: next === undefined || next <= now ? undefined : told(next),
  };
}

function mayIn(namespace: EffectiveNamespace, groups: Groups): PublishPolicy['may'] {
  return (person, permission) => {
    const principal = parsePrincipal(person);
    return principal !== undefined && decide(namespace, groups, principal, permission) !== undefined;
  };
}

/** From when on a request could have been published: its head, and the last decision about it. Comments change nothing. */
function readySince(request: RequestRecord): number {
  const times = [headOf(request).at, ...standingDecisions(request).map(({ time }) => time)];
  return Math.max(...times.map((time) => Date.parse(time)));
}

function wholeChange({ view, reviews, outside, base, head }: Reach): WholeChange {
  const { parts, families, ungoverned } = reviews;
  const documents = [...parts, ...families, ungoverned].flatMap((each) => each.documents);
  const [before, after] = [new Compilers(base).fast.governance, new Compilers(head).fast.governance];
  return {
    view,
    beyondApps: documents.length + ungoverned.apps.length + outside.length > 0,
    environmentsOf: (app) =>
      [...(view.added.includes(app) ? [] : [before]), ...(view.removed.includes(app) ? [] : [after])].map((governance) =>
        governance.plan(app as DocumentId).variables.get('environment'),
      ),
  };
}

function keyOf(person: string): string {
  return parsePrincipal(person)?.key ?? '';
}

function told(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
