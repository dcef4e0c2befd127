import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { maskText } from '../../model/mask-text.ts';
import type { FamilyPart, ReviewPart } from '../../pipeline/access/change-reviews.ts';
import { Compilers } from '../../pipeline/build-apps.ts';
import { decide, membersWith } from '../../namespaces/decide.ts';
import type { EffectiveNamespace } from '../../namespaces/effective-namespace.ts';
import type { Groups } from '../../namespaces/groups.ts';
import { parsePrincipal, type Principal } from '../../namespaces/principal.ts';
import type { Permission } from '../../namespaces/role.ts';
import type { PublishPolicy, RequestPermission, Restoration } from '../model/judge-event.ts';
import { instantRollback, standingDecisions } from '../model/approvals.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import { autoApproval, type WholeChange } from './auto-approve.ts';
import { isRestored } from './judge-restoration.ts';
import type { Reach } from './open-reach.ts';
import { frozenFor, frozenUntil, nextTime } from './publish-times.ts';

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
  const { reviews, outside, access, immutable = [] } = question.reach;
  const root = access.governing(undefined).namespace;
  // What is immutable comes back with a person's approval alone.
  const isForPeople = immutable.some((app) => isRestored(app, question.restoration));
  // Files beside the workspace, such as pipelines, are approved by somebody else also where configuration need not be.
  const policies = reviews.parts.map((part) => {
    const policy = partPolicy(part, question);
    if (isForPeople) return { ...policy, requireApproval: true, autoApproved: undefined };
    return outside.length > 0 && policy.namespace === root?.path ? { ...policy, requireApproval: true } : policy;
  });
  for (const family of reviews.families) policies.push(familyPolicy(family, root, question));
  const { apps, documents } = reviews.ungoverned;
  if (apps.length + documents.length > 0 || (outside.length > 0 && root === undefined)) policies.push(nobodysPolicy);
  if (outside.length > 0 && root !== undefined && !policies.some(({ namespace }) => namespace === root.path))
    policies.push(rootPolicy(root, question));
  // Somebody else has published the same, or what is changed has no meaning: without anybody who is asked it would pass for approved.
  if (policies.length === 0) policies.push(root === undefined ? nobodysPolicy : rootPolicy(root, question));
  const all = question.reach.mends === true ? mended(policies, root, question) : policies;
  return all.toSorted((a, b) => compareKeys(a.namespace, b.namespace));
}

/** A branch that cannot be used is mended with an admin of the root, beside everybody whom the change concerns. */
function mended(
  policies: readonly PublishPolicy[],
  root: EffectiveNamespace | undefined,
  question: PolicyQuestion,
): readonly PublishPolicy[] {
  if (root === undefined) return [...policies, nobodysPolicy];
  const minApprovers = policies.find(({ namespace }) => namespace === root.path)?.minApprovers ?? 1;
  const own = rootPolicy(root, question);
  const admins: PublishPolicy = {
    ...own,
    ...reviewedIn(root, 'roles:manage', question),
    mayReject: (person) => own.may(person, 'publish-request:reject'),
    minApprovers: Math.max(1, minApprovers),
    // A freeze and a schedule are about configuration that is in force.
    frozenUntil: undefined,
    waitsUntil: undefined,
  };
  return [...policies.filter(({ namespace }) => namespace !== root.path), admins];
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
  const isUnsure = part.broken.length > 0;
  const rule = autoApproval(namespace.settings.autoApprove.value, wholeChange(question.reach));
  const isInstant = namespace.settings.instantRollback.value && question.restoration?.reasons.length === 0;
  const held = common(namespace, question, isRulesAlone(part, question.reach) ? namespace.path : undefined);
  return {
    ...held,
    // What was in force is back at once; a freeze holds for it as well.
    waitsUntil: isInstant && !isUnsure ? undefined : held.waitsUntil,
    // Of a namespace that cannot be used nobody knows what it asks for: one further up, which decides in its place, may ask for nothing.
    requireApproval: needed > 0 || part.permission === 'roles:manage' || isUnsure,
    minApprovers: needed,
    ...reviewedIn(namespace, part.permission, question),
    mayReject: (person) => held.may(person, 'publish-request:reject'),
    autoApproved: isUnsure ? undefined : isInstant ? instantRollback : rule === undefined ? undefined : `autoApprove/${rule}`,
  };
}

/** So a freeze is lifted, and a schedule changed, by those who set it: nothing that anybody reads becomes different. */
function isRulesAlone({ permission, apps, documents }: ReviewPart, { outside }: Reach): boolean {
  const isRule = documents.every(({ kind }) => kind === 'namespace' || kind === 'groups');
  return permission === 'roles:manage' && apps.length === 0 && outside.length === 0 && isRule;
}

/** Files beside the workspace: whoever may publish at the root answers for them. */
function rootPolicy(root: EffectiveNamespace, question: PolicyQuestion): PublishPolicy {
  return {
    ...common(root, question),
    ...reviewedIn(root, 'publish-request:approve', question),
    requireApproval: true,
    minApprovers: 1,
    autoApproved: undefined,
  };
}

type Reviewed = Pick<PublishPolicy, 'isReviewer' | 'reviewers'>;

function reviewedIn(
  namespace: EffectiveNamespace,
  permission: Permission,
  { reach: { access }, isContributor }: PolicyQuestion,
): Reviewed {
  const { groups } = access;
  // All of them: a part names the first alone.
  const people = membersWith(namespace, groups, permission);
  return { isReviewer: mayAs(namespace, groups, permission), reviewers: countOf(people, isContributor) };
}

/** One of each person. */
function countOf(people: readonly Principal[], isContributor: (person: string) => boolean): number {
  return people.filter(({ text }) => !isContributor(text)).length;
}

/** A family is its owner's, and the admins of the root, who say which names are one person, have no say in it but by groups. */
function reviewedByOwner(owner: string, { reach: { access }, isContributor }: PolicyQuestion): Reviewed {
  const { groups } = access;
  const principal = parsePrincipal(owner);
  if (principal?.kind !== 'group')
    return {
      isReviewer: (person) => principal !== undefined && parsePrincipal(person)?.key === principal.key,
      reviewers: principal === undefined ? 0 : countOf([principal], isContributor),
    };
  return {
    isReviewer: (person) => isIn(groups, principal.name, person),
    reviewers: countOf(groups.peopleIn([principal.name]), isContributor),
  };
}

function isIn(groups: Groups, group: string, person: string): boolean {
  const principal = personIn(person);
  return principal !== undefined && groups.people.namesOf(principal).some(({ key }) => groups.wayTo(group, key) !== undefined);
}

/** A schema family that names its own owner, who alone decides about it. Who may ask and publish, and when not, is the root's. */
function familyPolicy(
  { family, owner }: FamilyPart,
  root: EffectiveNamespace | undefined,
  question: PolicyQuestion,
): PublishPolicy {
  const reviewed = reviewedByOwner(owner, question);
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

/** @param passes path of the namespace whose own times do not hold; those that it inherits do */
function common(
  namespace: EffectiveNamespace,
  { request, reach, now }: PolicyQuestion,
  passes?: string,
): Pick<PublishPolicy, 'namespace' | 'may' | 'frozenUntil' | 'frozenFor' | 'waitsUntil'> {
  const { freeze, schedule } = namespace.settings;
  const windows = freeze.filter((each) => each.namespace !== passes).map(({ value }) => value);
  const frozen = frozenUntil(windows, now);
  const why = frozenFor(windows, now);
  const times = schedule.namespace === passes ? undefined : schedule.value;
  const next = times === undefined ? undefined : nextTime(times, readySince(request));
  return {
    namespace: namespace.path,
    may: (person, permission) => mayAs(namespace, reach.access.groups, permission)(person),
    frozenUntil: frozen === undefined ? undefined : told(frozen),
    frozenFor: why === undefined ? undefined : maskText(why, reach.base.settings.secretSchemes),
    waitsUntil: next === undefined || next <= now ? undefined : told(next),
  };
}

/** No group does anything. */
function personIn(text: string): Principal | undefined {
  const principal = parsePrincipal(text);
  return principal?.kind === 'group' ? undefined : principal;
}

function mayAs(namespace: EffectiveNamespace, groups: Groups, permission: Permission): (person: string) => boolean {
  return (person) => {
    const principal = personIn(person);
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

function told(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
