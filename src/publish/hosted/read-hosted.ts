import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { pause } from '../../git/pause.ts';
import { isForgeFailure } from '../forges/forge-failure.ts';
import type { ForgeRequest } from '../forges/forge-port.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import { requestContext, type RequestContext } from '../policy/request-context.ts';
import { hostedRecord } from './hosted-record.ts';
import type { HostedStore } from './hosted-store.ts';

export interface HostedRequest {
  readonly forge: ForgeRequest;
  readonly record: RequestRecord;
  /** Full name of the protected branch's tip. */
  readonly tip: string;
  /** Undefined where the forge has no head of it any more, which happens to requests that are closed. */
  readonly head: string | undefined;
}

/** How often the forge may say one head and give another: its parts learn of a push one after the other. */
const looks = 4;

/** A request as the forge tells it, with the commits that it tells of. */
export async function readHosted(store: HostedStore, id: string): Promise<HostedRequest | GitFailure | readonly Diagnostic[]> {
  for (let look = 1; ; look += 1) {
    const forge = await store.port.read(id);
    if (isForgeFailure(forge)) return forge.kind === 'not-found' ? [unknownRequest(id)] : store.problem(forge);
    if (forge.base !== store.branch) return [unknownRequest(id)];
    const fetched = await store.fetch([id]);
    if (isGitFailure(fetched) || !('tip' in fetched)) return fetched;
    const record = hostedRecord(forge);
    const found = fetched.heads.get(id);
    // What was published is on the protected branch, wherever its own has gone.
    const isOver = forge.phase === 'published' || (forge.phase === 'closed' && look === looks);
    if (found === headOf(record).commit || isOver)
      return { forge, record, tip: fetched.tip, head: found === headOf(record).commit ? found : undefined };
    if (look === looks) return [headUnknown(id, headOf(record).commit)];
    await pause(look);
  }
}

/** What is judged: a request, or one that is about to be opened. */
export interface JudgedRequest {
  readonly forge: Pick<ForgeRequest, 'contributorsComplete'>;
  readonly record: RequestRecord;
  readonly tip: string;
}

/** What policy says, by the commits that were fetched. */
export async function hostedContext(
  store: HostedStore,
  { forge, record, tip }: JudgedRequest,
  now: number,
): Promise<RequestContext | GitFailure | readonly Diagnostic[]> {
  const context = await requestContext(store, record, tip, now);
  if (!('policies' in context) || forge.contributorsComplete) return context;
  // Whoever may have made a part approves nothing: and who did not cannot be told.
  return { ...context, isContributor: () => true };
}

function unknownRequest(id: string): Diagnostic {
  return diagnostic('publish/unknown-request', { request: id }, { hint: 'List them: confman publish list' });
}

function headUnknown(id: string, head: string): Diagnostic {
  return diagnostic('publish/head-moved', { request: id, head }, { hint: `Look at it again: confman publish show ${id}` });
}
