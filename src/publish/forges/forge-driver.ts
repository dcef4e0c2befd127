import type { Forge } from '../../namespaces/principal.ts';
import type { ProposedHead, Publication, Review } from '../model/request.ts';
import type { ForgeCapabilities, ListOptions, ProposedMerge, ProposedReview } from './forge-port.ts';
import type { Page } from './pages.ts';
import type { Protection, ProtectionPolicy, ProtectionRule } from './protection.ts';

/** A pull request as one forge sends it, read. */
export interface Pull {
  readonly number: number;
  /** As it is kept: with the forge's mark of a draft taken off. */
  readonly title: string;
  /** With the hidden marker. */
  readonly body: string;
  readonly draft: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly updatedAt: string;
  readonly branch: string;
  readonly base: string;
  readonly head: string;
  readonly fromFork: boolean;
  readonly url: string;
  /** Where the forge says so; lists of some leave it out. */
  readonly merged: Publication | undefined;
  /** It is still being found out whether it can be merged: a merge that is refused meanwhile may go well a moment later. */
  readonly settling: boolean;
  /** What the forge needs beside the number to change it. */
  readonly handle: string;
}

export interface NewPull {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

export interface PullChange {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly draft?: boolean | undefined;
  readonly state?: 'open' | 'closed' | undefined;
}

export interface Contributors {
  readonly names: readonly string[];
  readonly complete: boolean;
}

/**
 * One forge's calls, nothing more: each method is a call or two, and throws a `ForgeError`. What has to happen in which order, and what
 * is done after an answer was lost, is the same for all and stands in `hostedForge`.
 */
export interface ForgeDriver {
  readonly forge: Forge;
  readonly capabilities: ForgeCapabilities;
  whoAmI(): Promise<string>;
  pull(number: number): Promise<Pull>;
  pulls(options: PullsOptions, page: number): Promise<Page<Pull>>;
  create(pull: NewPull): Promise<Pull>;
  change(pull: Pull, change: PullChange): Promise<void>;
  /** Oldest first; of all heads. */
  reviews(pull: Pull): Promise<readonly Review[]>;
  review(pull: Pull, review: ProposedReview): Promise<void>;
  /** Who took part by pushing, authoring or committing. */
  contributors(pull: Pull): Promise<Contributors>;
  /** Oldest first, as far as the forge remembers. */
  pushes(pull: Pull): Promise<readonly ProposedHead[]>;
  merge(pull: Pull, merge: ProposedMerge): Promise<void>;
  protection(branch: string): Promise<Protection>;
  /** @returns rules that could not be set, and why */
  protect(policy: ProtectionPolicy): Promise<ReadonlyMap<ProtectionRule, string>>;
}

export interface PullsOptions extends Omit<ListOptions, 'base'> {
  /** Undefined: of all. */
  readonly base?: string | undefined;
  /** Undefined: of all. */
  readonly branch?: string | undefined;
}
