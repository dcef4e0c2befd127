import { painter } from '../diagnostics/painter.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { someApps } from '../effective-diff/change-words.ts';
import { changeJson } from '../effective-diff/view-json.ts';
import { viewPretty } from '../effective-diff/view-pretty.ts';
import { countApprovals, stateOf, type NamespaceApproval } from '../publish/model/approvals.ts';
import { headOf, type RequestRecord, type RequestState, type Review } from '../publish/model/request.ts';
import type { RequestChanges } from '../publish/document/request-changes.ts';
import type { RequestDocument } from '../publish/document/read-document.ts';
import type { RequestContext } from '../publish/policy/request-context.ts';
import { beyondJson, beyondLines } from './beyond-lines.ts';

/** A request with what policy says about it; without a context where nothing more is asked for it. */
export interface ShownRequest {
  readonly request: RequestRecord;
  readonly context: RequestContext | undefined;
  /** Page for people, on a forge. */
  readonly url?: string | undefined;
  /** What it changes, or changed; undefined where that is not told, or cannot be. */
  readonly document?: RequestDocument | undefined;
}

export function requestState({ request, context }: ShownRequest): RequestState {
  return stateOf(request, context === undefined ? [] : countApprovals(request, context));
}

export interface RequestTextOptions {
  readonly colour: boolean;
  readonly width: number;
  readonly most: number;
  readonly verbose: boolean;
}

/** For people: who asks for what, what it changes, and what is still missing. */
export function requestText(shown: ShownRequest, options: RequestTextOptions): string {
  const { request, context } = shown;
  const paint = painter(options.colour);
  const state = requestState(shown);
  const head = headOf(request);
  const lines = [
    `${paint.bold(`${request.id}  ${visibleText(request.title, 200)}`)}  ${stateText(state, options.colour)}`,
    `asked for by ${visibleText(request.submittedBy)} on ${request.submittedAt}, head ${head.commit.slice(0, 12)} by ${visibleText(head.pushedBy)}`,
    ...restoredLines(request, context),
    ...(shown.url === undefined ? [] : [visibleText(shown.url, 400)]),
    ...(request.publishAt === undefined ? [] : [`to be published at ${request.publishAt}`]),
    ...(request.published === undefined
      ? []
      : [
          `published as ${request.published.commit.slice(0, 12)} by ${visibleText(request.published.by)} on ${request.published.at}`,
        ]),
    ...closedLines(request),
    ...(request.description === '' ? [] : ['', visibleLines(request.description)]),
    ...(request.reviews.length === 0 ? [] : ['', ...reviewLines(request.reviews, head.commit)]),
  ];
  const reach = context?.reach ?? shown.document?.reach;
  if (reach !== undefined) lines.push('', viewPretty(reach.view, options).trimEnd(), ...beyondLines(reach));
  // Of one that is closed nothing more is asked.
  if (context !== undefined && request.phase !== 'closed') lines.push(...policyLines(request, context));
  return `${lines.join('\n')}\n`;
}

/** A forge does not tell who closed it. */
function closedLines({ closing, updatedBy, updatedAt }: RequestRecord): string[] {
  if (closing === undefined) return [];
  return [`closed by ${visibleText(updatedBy)} on ${updatedAt}${closing === '' ? '' : `: ${visibleText(closing, 200)}`}`];
}

/** Of a rollback, what comes back, and why that is no matter of course. */
function restoredLines({ restores }: RequestRecord, context: RequestContext | undefined): string[] {
  if (restores === undefined) return [];
  const reasons = context?.restoration?.reasons ?? [];
  const most = 5;
  const more = reasons.length > most ? [`  and ${reasons.length - most} more`] : [];
  const told = reasons.slice(0, most).map((reason) => `  not at once: ${visibleText(reason, 200)}`);
  return [`rolls back to what stood at ${restores.slice(0, 12)}`, ...told, ...more];
}

export function stateText(state: RequestState, colour: boolean): string {
  const paint = painter(colour);
  const words = state.replace('_', ' ');
  if (state === 'approved' || state === 'published') return paint.green(words);
  return state === 'rejected' ? paint.red(words) : paint.yellow(words);
}

function visibleLines(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${visibleText(line, 400)}`)
    .join('\n');
}

function reviewLines(reviews: readonly Review[], head: string): string[] {
  return reviews.map(({ reviewer, decision, comment, time, head: of, cleared }) => {
    const stale = cleared || of !== head ? ` (of ${of.slice(0, 12)}, a former head)` : '';
    const said = comment === '' ? '' : `: ${visibleText(comment, 200)}`;
    return `${visibleText(reviewer)} ${decision}${stale} on ${time}${said}`;
  });
}

/** What is there of each namespace's approvals, and what is missing. */
export function policyLines(request: RequestRecord, context: RequestContext): string[] {
  const auto = new Set(
    context.policies.flatMap(({ namespace, autoApproved }) => (autoApproved === undefined ? [] : [namespace])),
  );
  const lines = countApprovals(request, context).map((approval) =>
    auto.has(approval.namespace)
      ? `${visibleText(approval.namespace)}: approved by its own rule`
      : approvalLine(approval, context),
  );
  if (context.conflicts.length > 0)
    lines.push(`conflicts with the protected branch in ${context.conflicts.map((path) => visibleText(path)).join(', ')}`);
  const { invalidApps } = context;
  if (invalidApps.length > 0)
    lines.push(
      `${counted(invalidApps.length, 'app')} would be invalid: ${someApps(invalidApps, mostInvalid, (app) => visibleText(app))}`,
    );
  for (const { namespace, frozenUntil, frozenFor, waitsUntil } of context.policies) {
    const why = frozenFor === undefined ? '' : `: ${visibleText(frozenFor, 200)}`;
    if (frozenUntil !== undefined) lines.push(`${visibleText(namespace)} is frozen until ${frozenUntil}${why}`);
    if (waitsUntil !== undefined) lines.push(`${visibleText(namespace)} publishes at ${waitsUntil}`);
  }
  return lines;
}

const mostInvalid = 5;

/** Who manages roles decides about governance, and no approval of anybody else counts there. */
function isGoverned({ reach }: RequestContext, namespace: string): boolean {
  return reach.reviews.parts.some((part) => part.namespace.path === namespace && part.permission === 'roles:manage');
}

function approvalLine(approval: NamespaceApproval, context: RequestContext): string {
  const { namespace, needed, approvedBy, rejectedBy, unreachable } = approval;
  const name = `${isGoverned(context, namespace) ? 'admins of ' : ''}${visibleText(namespace)}`;
  const by = approvedBy.length === 0 ? '' : ` (${approvedBy.map((each) => visibleText(each)).join(', ')})`;
  const rejected = rejectedBy.length === 0 ? '' : `, rejected by ${rejectedBy.map((each) => visibleText(each)).join(', ')}`;
  const { reviewers } = context.policies.find((each) => each.namespace === namespace) ?? { reviewers: 0 };
  const others = reviewers === 0 ? 'nobody' : `only ${reviewers}`;
  const never = unreachable ? `, and ${others} without a part in it may give one` : '';
  const given =
    needed === 0 ? `${name} asks for no approval` : `${approvedBy.length} of ${counted(needed, 'approval')} from ${name}`;
  return `${given}${by}${rejected}${never}`;
}

/** The request document. The shape is documented in `docs/publishing.md`. */
export function requestJson(shown: ShownRequest): string {
  return `${JSON.stringify({ formatVersion: 1, request: requestShape(shown) }, null, 2)}\n`;
}

function requestShape(shown: ShownRequest): object {
  const { request, context, document } = shown;
  const { id, title, description, submittedBy, submittedAt, publishAt, published, updatedAt, updatedBy } = request;
  return {
    id,
    title,
    description,
    state: requestState(shown),
    head: headOf(request).commit,
    submittedBy,
    submittedAt,
    updatedBy,
    updatedAt,
    publishAt: publishAt ?? null,
    restores: request.restores ?? null,
    published: published ?? null,
    ...(shown.url === undefined ? {} : { url: shown.url }),
    reviews: request.reviews,
    ...(document === undefined ? {} : documentShape(document)),
    ...(context === undefined ? {} : contextShape(request, context)),
  };
}

function documentShape({ namespaces, reach, changes }: RequestDocument): object {
  const { compared, changed, added, removed, unknown, cut } = reach.view;
  return {
    namespaces,
    ...(changes === undefined ? {} : { keys: changes.keys }),
    apps: { compared, changed, added, removed, unknown },
    beyond: beyondJson(reach),
    ...(changes === undefined ? {} : { changes: changes.rows.map(changeShape), versions: versionsShape(changes), cut }),
  };
}

function changeShape({ from, to, ...change }: RequestChanges['rows'][number]): object {
  const { kind, path, ...rest } = changeJson(change) as { readonly kind: string; readonly path: string };
  return { kind, path, from, to, ...rest };
}

/** Why numbers are missing, in words that programs can compare. */
function versionsShape({ lacking }: RequestChanges): object {
  const reasons = { cut: 'shallow', many: 'too-many', unreadable: 'unreadable' } as const;
  return { complete: lacking === undefined, reason: lacking === undefined ? null : reasons[lacking] };
}

/** Times that namespaces set, and nobody publishes before. */
function heldShape({ policies }: RequestContext): object[] {
  return policies.flatMap(({ namespace, frozenUntil, frozenFor, waitsUntil }) => [
    ...(frozenUntil === undefined ? [] : [{ namespace, by: 'freeze', until: frozenUntil, reason: frozenFor ?? null }]),
    ...(waitsUntil === undefined ? [] : [{ namespace, by: 'schedule', until: waitsUntil, reason: null }]),
  ]);
}

function contextShape(request: RequestRecord, context: RequestContext): object {
  return {
    approvals: countApprovals(request, context),
    autoApproved: context.policies.filter(({ autoApproved }) => autoApproved !== undefined).map(({ namespace }) => namespace),
    conflicts: context.conflicts,
    invalidApps: context.invalidApps,
    held: heldShape(context),
  };
}
