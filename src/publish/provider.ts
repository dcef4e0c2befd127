import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GitFailure } from '../git/git-failure.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import type { Actor } from './embedded/actor.ts';
import type { ListedRequest, ListWish } from './embedded/list-states.ts';
import type { DueResult } from './embedded/publish-due.ts';
import type { BrokenRequest } from './embedded/read-requests.ts';
import type { Done, Step } from './embedded/submit-event.ts';
import type { CheckedCommit } from './hosted/publishers.ts';
import type { RequestRecord } from './model/request.ts';
import type { JudgePlace, RequestContext } from './policy/request-context.ts';
import type { ProviderKind } from './provider-kind.ts';

export type ProviderFailure = GitFailure | readonly Diagnostic[];

/** What is to happen to a request. */
export interface ProviderStep extends Step {
  /** What a request that is opened is called on a forge: its branch is made of it. */
  readonly name?: string | undefined;
}

export interface Listing {
  /** The newest first. */
  readonly listed: readonly ListedRequest[];
  readonly broken: readonly BrokenRequest[];
  /** False where there are more than are looked at. */
  readonly complete: boolean;
}

export interface ReadRequest {
  readonly request: RequestRecord;
  /** Undefined where nothing more is asked for it. */
  readonly context: RequestContext | undefined;
  /** Page for people. */
  readonly url: string | undefined;
  /** What has to be known about what is shown. */
  readonly warnings: readonly Diagnostic[];
}

/** A look of a watcher. */
export interface DueLook extends DueResult {
  /** What others published since the last look, looked at as well; where it does not hold, it is among what failed. */
  readonly checked?: readonly CheckedCommit[] | undefined;
}

export interface Stamps {
  readonly stamps: readonly RequestStamp[];
}

/** A request as it is now, without what policy says. */
export interface RequestStamp {
  readonly id: string;
  /** Another one when something has changed, and sometimes when nothing has. */
  readonly stamp: string;
  read(): Promise<RequestRecord | ProviderFailure>;
}

/**
 * Where requests are kept. Both kinds fold the same events and judge them by the same policy (`judgeEvent`), that of the protected
 * branch as it is; they differ in what keeps a request and in who else refuses: the server's hook, or the forge's rules.
 * Times are milliseconds since 1970.
 */
export interface RequestProvider {
  readonly kind: ProviderKind;
  /** Short name of the protected branch. */
  readonly branch: string;
  readonly location: WorkspaceLocation;
  /** How the place is called in what is sent to others: without passwords. */
  readonly place: string;
  /** Where its requests are judged. It is there until the provider is closed. */
  readonly store: JudgePlace;
  whoAmI(): Promise<Actor | ProviderFailure>;
  /** Brings the protected branch. @returns full name of its tip */
  tip(): Promise<string | ProviderFailure>;
  /** The number of the request that was given a name; undefined where names are not kept. */
  named(name: string): Promise<string | undefined | ProviderFailure>;
  list(wish: ListWish, now: number): Promise<Listing | ProviderFailure>;
  read(id: string, now: number): Promise<ReadRequest | ProviderFailure>;
  /** What a watcher compares. */
  stamps(): Promise<Stamps | ProviderFailure>;
  /** Page of a request for people, where there is one. */
  pageOf(id: string): string | undefined;
  /** The head of a request as it was fetched last: what somebody who looked at it here has seen. */
  seenHead(id: string): Promise<string | undefined | GitFailure>;
  submit(step: ProviderStep, now: () => number): Promise<Done | ProviderFailure>;
  /** Publishes every request that may be published now by who is at work here. */
  publishDue(now: () => number): Promise<DueLook | ProviderFailure>;
  close(): void;
}
