import { compareKeys } from '../../model/canonical-json.ts';
import { headOf, type RequestRecord, type RequestState, type Review } from './request.ts';

/** In the place of a rule: the request is a rollback, and who may roll back needs nobody else. */
export const instantRollback = 'instantRollback';

/** What one namespace that a request reaches asks for. */
export interface NamespacePolicy {
  /** Its folder with a leading `/`; `/` is the root. */
  readonly namespace: string;
  readonly requireApproval: boolean;
  readonly minApprovers: number;
  /** The rule that stands for all approvals here, where the namespace has one and the change keeps to it; `instantRollback` is one. */
  readonly autoApproved: string | undefined;
  /** Whether a person may approve here, and reject. */
  readonly isReviewer: (person: string) => boolean;
  /** Whether a person may reject here who may not approve: where governance changes, whoever may reject what changes apps. */
  readonly mayReject?: ((person: string) => boolean) | undefined;
  /** How many people may; undefined where the namespace names none at all. */
  readonly reviewers: number;
}

export interface ApprovalContext {
  /** Every namespace that the request reaches by what it effectively changes, in code-unit order. */
  readonly policies: readonly NamespacePolicy[];
  /**
   * Who asked, pushed, authored or committed any part, as the same kind of name as reviewers have.
   * None of them can approve: `allowSelfApproval` is fixed to false.
   */
  readonly isContributor: (person: string) => boolean;
  /** Equal for all names of one person. */
  readonly personOf: (name: string) => string;
}

/** How far one namespace's approval has come. */
export interface NamespaceApproval {
  readonly namespace: string;
  readonly needed: number;
  /** Whose approvals count, in the order they were given: each person once, by the first name that they gave one by. */
  readonly approvedBy: readonly string[];
  readonly rejectedBy: readonly string[];
  /** How many approvals are missing that could still come; more than there are people who may is `unreachable`. */
  readonly missing: number;
  readonly unreachable: boolean;
}

/**
 * The last decision by each name about the present head. A comment takes back nothing, and neither does another name of the same
 * person: whoever says who has which names could silence a refusal in that way.
 */
export function standingDecisions(request: RequestRecord): readonly Review[] {
  const head = headOf(request).commit;
  const standing = new Map<string, Review>();
  for (const review of request.reviews) {
    if (review.decision === 'commented' || review.cleared || review.head !== head) continue;
    // Of addresses and accounts letter case says nothing.
    const name = review.reviewer.toLowerCase();
    standing.delete(name);
    standing.set(name, review);
  }
  return [...standing.values()];
}

export function countApprovals(request: RequestRecord, context: ApprovalContext): readonly NamespaceApproval[] {
  const decisions = standingDecisions(request);
  return context.policies
    .map((policy) => approvalOf(policy, decisions, context))
    .toSorted((a, b) => compareKeys(a.namespace, b.namespace));
}

function approvalOf(
  policy: NamespacePolicy,
  decisions: readonly Review[],
  { isContributor, personOf }: ApprovalContext,
): NamespaceApproval {
  const heard = decisions.filter(({ reviewer }) => policy.isReviewer(reviewer));
  const approvals = new Map<string, string>();
  for (const { decision, reviewer } of heard) {
    const person = personOf(reviewer);
    if (decision === 'approved' && !isContributor(reviewer) && !approvals.has(person)) approvals.set(person, reviewer);
  }
  const approvedBy = [...approvals.values()];
  const rejectedBy = decisions
    .filter(({ decision, reviewer }) => decision === 'rejected' && (policy.isReviewer(reviewer) || policy.mayReject?.(reviewer)))
    .map(({ reviewer }) => reviewer);
  const needed = policy.requireApproval && policy.autoApproved === undefined ? Math.max(1, policy.minApprovers) : 0;
  return {
    namespace: policy.namespace,
    needed,
    approvedBy,
    rejectedBy,
    missing: Math.max(0, needed - approvedBy.length),
    unreachable: needed > policy.reviewers,
  };
}

/** @param approvals what `countApprovals` told of the same request */
export function stateOf(request: RequestRecord, approvals: readonly NamespaceApproval[]): RequestState {
  if (request.phase !== 'open') return request.phase;
  if (approvals.some(({ rejectedBy }) => rejectedBy.length > 0)) return 'rejected';
  return approvals.every(({ missing }) => missing === 0) ? 'approved' : 'pending_review';
}
