import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { CompileProgress } from '../../pipeline/compile-progress.ts';
import type { RequestRecord } from '../model/request.ts';
import type { Reach } from '../policy/open-reach.ts';
import { publishPolicies } from '../policy/publish-policies.ts';
import type { JudgePlace, RequestContext } from '../policy/request-context.ts';
import { publishedReach } from './published-reach.ts';
import { requestChanges, type RequestChanges } from './request-changes.ts';

/** What the events of a request do not say, and git does. */
export interface RequestDocument {
  readonly reach: Reach;
  /** Paths of those that it reaches, or reached. */
  readonly namespaces: readonly string[];
  /** Undefined where nobody asked for them. */
  readonly changes: RequestChanges | undefined;
}

export interface DocumentQuestion {
  readonly request: RequestRecord;
  /** Undefined where nothing more is asked for it. */
  readonly context: RequestContext | undefined;
}

/**
 * @param wish `versions`: how often each value has changed, which walks the history
 * @returns no value where what it changed cannot be told any more
 */
export async function readDocument(
  place: JudgePlace,
  { request, context }: DocumentQuestion,
  wish: { readonly versions: boolean; readonly progress?: CompileProgress | undefined },
): Promise<Outcome<RequestDocument | undefined>> {
  const found = context === undefined ? await publishedReach(place, request) : { value: context.reach, diagnostics: [] };
  const { value: reach } = found;
  if (reach === undefined) return { value: undefined, diagnostics: found.diagnostics };
  const { repository } = place.location;
  const { progress } = wish;
  const changes = wish.versions ? await requestChanges({ repository, reader: place.reader, progress }, reach) : undefined;
  const namespaces = context?.policies.map(({ namespace }) => namespace) ?? reached(request, reach);
  return { value: { reach, namespaces, changes }, diagnostics: found.diagnostics };
}

/** The event of its publication names them; a forge keeps none, and they are those that the branch had named then. */
function reached(request: RequestRecord, reach: Reach): readonly string[] {
  const kept = request.published?.namespaces ?? [];
  if (kept.length > 0) return kept;
  return publishPolicies({ request, reach, isContributor: () => false, now: 0 }).map(({ namespace }) => namespace);
}
