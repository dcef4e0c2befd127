import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Publication } from '../../git/publication.ts';
import { deepEqual, isObject, type JsonValue } from '../../model/json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import { isSecretReference } from '../../model/secret-reference.ts';
import { openAccess } from '../../pipeline/access/access.ts';
import type { CompiledApp } from '../../pipeline/compiled-app.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { ShownValues } from '../../pipeline/effective/shown-values.ts';
import { appHistory } from '../../pipeline/history/app-history.ts';
import type { HistoryView } from '../../pipeline/history/history-view.ts';
import type { OpenedWorkspace } from '../../pipeline/open-workspace.ts';
import type { Workspace } from '../../pipeline/workspace.ts';
import type { EmbeddedProvider } from '../embedded/embedded-provider.ts';
import type { HostedProvider } from '../hosted/hosted-provider.ts';
import type { ProviderFailure } from '../provider.ts';
import type { ConfigEntry, DraftValue, EntryType, PublishedValue } from './config-entry.ts';
import { openDrafts, type OpenDraft } from './open-drafts.ts';

export interface EntryQuestion {
  readonly app: DocumentId;
  readonly pointer: Pointer;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface ReadEntry {
  readonly entry: ConfigEntry;
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns undefined where no state that is known has such a value */
export async function readEntry(
  opened: OpenedWorkspace,
  provider: EmbeddedProvider | HostedProvider,
  question: EntryQuestion,
): Promise<ReadEntry | ProviderFailure | undefined> {
  const { workspace } = opened;
  const { app, pointer } = question;
  const draft = await newestDraft(provider, question, workspace.settings.secretSchemes);
  if (draft !== undefined && !('found' in draft)) return draft;
  // After the requests: what was published meanwhile came with them.
  const { value: history, diagnostics } = await appHistory(opened, app, pointer, {});
  const isUnknown = diagnostics.some(({ code }) => code === 'history/no-such-app');
  if (history === undefined && !isUnknown) return diagnostics;
  const published = publishedOf(history);
  const present = await presentApp(workspace, app);
  const first = history?.versions.findLast(({ state }) => state === 'set')?.publication;
  const value = published?.value ?? draft?.found.value ?? valueIn(present, pointer);
  if (value === undefined) return undefined;
  const known = present ?? draft?.after;
  const access = await openAccess(workspace);
  const { namespace } = access.governing(app);
  const words = known?.schema?.fieldAt(pointer);
  const total = history?.complete === false ? null : (history?.total ?? 0);
  return {
    entry: {
      namespace: namespace?.path ?? null,
      key: `${app}#${pointer}`,
      type: typeOf(value, known, pointer, workspace.settings.secretSchemes),
      description: words?.description ?? null,
      published,
      draft: draft === undefined ? null : { ...draft.found, version: total === null ? null : total + 1 },
      metadata: {
        created: first === undefined ? null : timeOf(first),
        createdBy: first === undefined ? null : personOf(first),
        tags: namespace?.tags ?? [],
      },
    },
    diagnostics: isUnknown ? [] : diagnostics,
  };
}

function publishedOf(history: HistoryView | undefined): PublishedValue | null {
  const newest = history?.versions[0];
  if (newest?.state !== 'set' || newest.value === undefined) return null;
  const { value, number, publication } = newest;
  const { publishRequestId } = publication;
  return {
    value,
    version: number ?? null,
    publishedAt: timeOf(publication),
    publishedBy: personOf(publication),
    publishRequestId: publishRequestId ?? null,
  };
}

function timeOf({ publishedAt }: Publication): string {
  return new Date(Math.min(publishedAt, 253_402_300_799) * 1000).toISOString().replace('.000Z', 'Z');
}

function personOf({ publishedBy }: Publication): string {
  return publishedBy.email;
}

interface Draft {
  readonly found: Omit<DraftValue, 'version'>;
  readonly after: CompiledApp | undefined;
}

/** The newest request in which the value is effectively another, compiled as it would be published. */
async function newestDraft(
  provider: EmbeddedProvider | HostedProvider,
  question: EntryQuestion,
  schemes: readonly string[],
): Promise<Draft | ProviderFailure | undefined> {
  const drafts = openDrafts(provider, question.now);
  for (;;) {
    const next = await drafts.next();
    if (next.done === true) return next.value;
    const found = await draftIn(next.value, question, schemes);
    if (found !== undefined) return found;
  }
}

async function draftIn(
  { request, context, state }: OpenDraft,
  { app, pointer }: EntryQuestion,
  schemes: readonly string[],
): Promise<Draft | undefined> {
  const { reach } = context;
  if (!reach.view.changed.includes(app)) return undefined;
  const before = await presentApp(reach.base, app);
  const after = await presentApp(reach.head, app);
  // What cannot be put together takes nothing out: what it would make of the value is not known.
  if (after === undefined && reach.head.index.apps.includes(app)) return undefined;
  const [old, value] = [valueIn(before, pointer), valueIn(after, pointer)];
  if (old === undefined ? value === undefined : value !== undefined && deepEqual(old, value)) return undefined;
  const shown = new ShownValues(
    [before, after].filter((each) => each !== undefined),
    schemes,
  );
  return {
    after,
    found: {
      value: value === undefined ? null : shown.value(value, pointer),
      removed: value === undefined,
      state,
      updatedAt: request.updatedAt,
      updatedBy: request.updatedBy,
      publishRequestId: request.id,
    },
  };
}

/** @returns undefined where there is no such app, or none that can be put together */
async function presentApp(workspace: Workspace, app: DocumentId): Promise<CompiledApp | undefined> {
  if (!workspace.index.apps.includes(app)) return undefined;
  await workspace.prepare();
  const compiled = await new SideCompiler(workspace, undefined).fast(app);
  return compiled.data === undefined ? undefined : compiled;
}

function valueIn(app: CompiledApp | undefined, pointer: Pointer): JsonValue | undefined {
  return app?.data === undefined ? undefined : valueAt(app.data, parsePointer(pointer) ?? []);
}

function typeOf(value: JsonValue, app: CompiledApp | undefined, pointer: Pointer, schemes: readonly string[]): EntryType {
  if (app?.schema?.isSecretAt(pointer) === true || isSecretReference(value, schemes)) return 'secret-ref';
  const words = app?.schema?.fieldAt(pointer);
  if (words?.binary === true) return 'binary';
  const [said, ...others] = (words?.types ?? []).filter((type) => type !== 'null').map(ofSchema);
  if (said !== undefined && others.every((each) => each === said)) return said;
  return isObject(value) || typeof value === 'object' ? 'json' : ofSchema(typeof value);
}

function ofSchema(type: string): EntryType {
  if (type === 'string' || type === 'boolean') return type;
  return type === 'number' || type === 'integer' ? 'number' : 'json';
}
