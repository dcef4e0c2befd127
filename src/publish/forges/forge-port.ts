import type { Forge } from '../../namespaces/principal.ts';
import type { Publication, RequestPhase, RequestRecord, Review, ReviewDecision } from '../model/request.ts';
import type { ForgeFailure } from './forge-failure.ts';
import type { Protection, ProtectionPolicy, ProtectionReport, ProtectionRule } from './protection.ts';

/** A pull request (a merge request on GitLab), without its reviews. Texts are safe to be shown. */
export interface ForgeSummary {
  /** The forge's number of it. */
  readonly id: string;
  /** What confman calls it; undefined for one that somebody opened by hand. */
  readonly name: string | undefined;
  readonly title: string;
  /** Without the hidden marker. */
  readonly description: string;
  readonly phase: RequestPhase;
  readonly branch: string;
  readonly base: string;
  /** Full name of the commit. */
  readonly head: string;
  /** The branch is one of another project. */
  readonly fromFork: boolean;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly updatedAt: string;
  /** Where people look at it. */
  readonly url: string;
}

export interface ForgeRequest extends ForgeSummary {
  /** What confman counts approvals with. `heads` holds what is known of pushes, and always ends with `head`. */
  readonly record: RequestRecord;
  /**
   * Who asked, pushed, authored or committed, as far as the forge tells: accounts, and addresses of commits that the forge links to
   * no account. In code-unit order. What the commits themselves say has to be added by whoever has them.
   */
  readonly contributors: readonly string[];
  /** False where the forge cut the list of commits. */
  readonly contributorsComplete: boolean;
}

export interface Proposal {
  /** `[a-z0-9][a-z0-9._-]*`. One name is one request: its branch is made of it (`requestBranch`). */
  readonly name: string;
  readonly base: string;
  readonly title: string;
  readonly description: string;
  readonly draft: boolean;
}

export interface ProposalChange {
  readonly title?: string;
  readonly description?: string;
  readonly draft?: boolean;
}

export interface ProposedReview {
  readonly decision: ReviewDecision;
  readonly comment: string;
  /** Full name of the commit that was looked at. When it is not the head any more, nothing is reviewed. */
  readonly head: string;
}

export interface ProposedMerge {
  /** Full name of the commit that was approved. Nothing else is ever merged. */
  readonly expectedHead: string;
  /** Branch that it was approved for: whoever asked may turn the request to another one at any time. */
  readonly expectedBase: string;
  readonly title: string;
  readonly message: string;
}

export interface ListOptions {
  readonly state: 'open' | 'closed' | 'all';
  readonly base: string;
}

export interface ForgeList {
  /** Newest first. */
  readonly requests: readonly ForgeSummary[];
  /** False where there are more than confman asks for. */
  readonly complete: boolean;
}

/** What a kind of forge can do. Whether it does is asked with `protection`. */
export interface ForgeCapabilities {
  /** `paid`: only some of its plans. */
  readonly rules: Readonly<Record<ProtectionRule, 'yes' | 'paid' | 'no'>>;
  /** `commit`: the forge keeps the commit of each review. `time`: the head is the one that it knew when the review was given. */
  readonly reviewsBoundBy: 'commit' | 'time';
  /** `pushers`: who pushed each head is known. */
  readonly knowsPushers: boolean;
}

/**
 * A forge that keeps requests as pull requests. Everything may be called again after it failed: a request is found by its branch, a
 * merge is asked for once its state was read. None of them writes to the base branch but `merge`, which is never forced: the forge
 * judges it by the rules that it holds.
 */
export interface ForgePort {
  readonly forge: Forge;
  readonly capabilities: ForgeCapabilities;
  /** The principal that the token belongs to. */
  whoAmI(): Promise<string | ForgeFailure>;
  /** The open request of this name, else the newest one. */
  find(name: string): Promise<ForgeSummary | undefined | ForgeFailure>;
  read(id: string): Promise<ForgeRequest | ForgeFailure>;
  list(options: ListOptions): Promise<ForgeList | ForgeFailure>;
  /** The branch has to be there. An open request of the same name is taken, not opened twice. */
  open(proposal: Proposal): Promise<ForgeSummary | ForgeFailure>;
  update(id: string, change: ProposalChange): Promise<ForgeSummary | ForgeFailure>;
  reviews(id: string): Promise<readonly Review[] | ForgeFailure>;
  review(id: string, review: ProposedReview): Promise<readonly Review[] | ForgeFailure>;
  merge(id: string, merge: ProposedMerge): Promise<Publication | ForgeFailure>;
  close(id: string): Promise<ForgeSummary | ForgeFailure>;
  reopen(id: string): Promise<ForgeSummary | ForgeFailure>;
  protection(branch: string): Promise<Protection | ForgeFailure>;
  /** Adds what is missing and loosens nothing. What it reports as enforced was read back afterwards. */
  ensureProtection(policy: ProtectionPolicy): Promise<ProtectionReport | ForgeFailure>;
}
