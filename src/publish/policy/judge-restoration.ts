import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { childId, parentOf, type DocumentId } from '../../model/document-id.ts';
import { deepEqual, isArray, isObject, type JsonValue } from '../../model/json.ts';
import { changedDocuments, type ChangedDocument } from '../../pipeline/access/changed-documents.ts';
import type { CompiledApp } from '../../pipeline/compiled-app.ts';
import { schemaOf, statusOf } from '../../pipeline/effective/app-status.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { hideSecrets } from '../../pipeline/hide-secrets.ts';
import { immutableBreaks, type DataApp } from '../../pipeline/lifecycle/immutable-breaks.ts';
import { openAtCommit } from '../../pipeline/open-at-commit.ts';
import { whenPrepared } from '../../pipeline/when-prepared.ts';
import type { Workspace } from '../../pipeline/workspace.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import type { Restoration } from '../model/judge-event.ts';
import type { Reach, ReachPlace } from './open-reach.ts';

/**
 * Whether a request gives every app that it changes back exactly what it was at a commit of the protected branch, and does nothing
 * else. What it says of itself counts for nothing: both states are compiled. Secrets and immutable values that come back are for a
 * person to look at: nobody else can know whether an old secret still holds.
 *
 * @param commit full object name, as the request says it
 * @param tip full name of the protected branch's tip
 */
export async function judgeRestoration(
  place: ReachPlace,
  reach: Reach,
  commit: string,
  tip: string,
): Promise<Restoration | GitFailure> {
  const line = await place.reader.firstParents(tip, {});
  if (isGitFailure(line)) return line;
  if (!line.includes(commit)) return { commit, published: false, reasons: ['the commit was never published'] };
  const shared = new SharedObjects(place.location.repository);
  const { value: opened } = await openAtCommit(place.location, commit, { reader: place.reader, shared, reads: 'asked' });
  if (opened === undefined || opened.workspace.structure.some(({ severity }) => severity === 'error'))
    return { commit, published: true, reasons: ['the workspace of that commit cannot be opened'] };
  const reasons = [...beyondApps(reach), ...(await new Restoring(place, reach, opened.workspace).reasons())];
  return { commit, published: true, reasons };
}

const immutable = 'would change what is immutable';

/** An app that gets back exactly what it was, and with it an immutable value: with somebody's approval that may be. */
export function isRestored(app: string, restoration: Restoration | undefined): boolean {
  return restoration?.published === true && restoration.reasons.includes(`${app} ${immutable}`);
}

/** What changes beside the own documents of the apps that change. */
function beyondApps({ base, head, view, outside }: Reach): readonly string[] {
  const apps = new Set<string>(view.changed);
  const all = new Set<string>([...base.index.apps, ...head.index.apps]);
  const foreign = changedDocuments(base, head).filter((each) => !isOwn(each, apps, all));
  const paths = [...outside, ...foreign.map(({ path }) => path)];
  const unknown = view.unknown.map((app) => `${app} cannot be judged`);
  return [...paths.map((path) => `${path} is none of these apps' own documents`), ...unknown];
}

function isOwn({ id, kind }: ChangedDocument, apps: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  if (id === undefined || (kind !== 'config' && kind !== 'fragment')) return false;
  let folder = parentOf(id);
  while (folder !== undefined && !all.has(folder)) folder = parentOf(folder);
  return folder !== undefined && apps.has(folder);
}

class Restoring {
  readonly #reach: Reach;
  readonly #then: Workspace;
  readonly #sides: { readonly then: SideCompiler; readonly base: SideCompiler; readonly head: SideCompiler };

  constructor({ reader }: ReachPlace, reach: Reach, then: Workspace) {
    this.#reach = reach;
    this.#then = then;
    this.#sides = {
      then: new SideCompiler(then, reader),
      base: new SideCompiler(reach.base, reader),
      head: new SideCompiler(reach.head, reader),
    };
  }

  async reasons(): Promise<readonly string[]> {
    const { view } = this.#reach;
    await this.#then.prepare();
    const reasons: string[] = [];
    if (view.changes.some(({ secret }) => secret)) reasons.push('a reference to a secret would change');
    if (view.cut > 0) reasons.push('more would change than can be looked at');
    for (const app of view.changed as readonly DocumentId[]) {
      const reason = await this.#reasonOf(app);
      if (reason !== undefined) reasons.push(`${app} ${reason}`);
    }
    return reasons;
  }

  async #reasonOf(app: DocumentId): Promise<string | undefined> {
    const { then, base, head } = this.#sides;
    const isThere = this.#then.index.apps.includes(app) && this.#reach.head.index.apps.includes(app);
    if (!isThere) return 'was not there, or would not be';
    const before = await then.settled(await then.fast(app));
    const after = await head.settled(await head.fast(app));
    if (!isSame(before, after)) return 'would not be what it was';
    if (!this.#keepsToOwn(app, schemaOf(after))) return 'would refer to what it did not refer to';
    if (!this.#reach.base.index.apps.includes(app))
      return this.#hasSecrets(after) ? 'would come back with a reference to a secret' : undefined;
    const present = await base.settled(await base.fast(app));
    if (present.data === undefined || after.data === undefined) return undefined;
    const breaks = await whenPrepared(this.#reach.head.schemas, () => immutableBreaks(present as DataApp, after as DataApp));
    return breaks.length > 0 ? immutable : undefined;
  }

  /** Of an app that comes back as a whole no change is told value by value. */
  #hasSecrets(app: CompiledApp): boolean {
    const { secretSchemes } = this.#reach.head.settings;
    return app.data !== undefined && !deepEqual(app.data, hideSecrets(app, secretSchemes, false));
  }

  /**
   * Values alone do not tell what a document becomes with the next change of another: nothing new is referred to, and other own
   * documents are back as they were.
   */
  #keepsToOwn(app: DocumentId, schema: string | null): boolean {
    const config = childId(app, 'config');
    const { base, head } = this.#reach;
    const known = new Set([...referencesIn(this.#then, config), ...referencesIn(base, config), `$schema ${schema}`]);
    if (![...referencesIn(head, config)].every((reference) => known.has(reference))) return false;
    return changedDocuments(base, head).every(
      ({ id, kind }) =>
        kind !== 'fragment' || id === undefined || !id.startsWith(`${app}/`) || oidIn(head, id) === oidIn(this.#then, id),
    );
  }
}

function oidIn({ index, tree }: Workspace, id: DocumentId): string | undefined {
  const entry = index.files.get(id)?.entry;
  return entry && (tree.oidOf?.(entry) ?? entry.oid);
}

/** Everything that a document names: other documents, and its schema. */
function referencesIn(workspace: Workspace, id: DocumentId): ReadonlySet<string> {
  const found = new Set<string>();
  const open: JsonValue[] = [workspace.store.get(id)?.parsed?.value ?? null];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isArray(value)) open.push(...value);
    else if (isObject(value))
      for (const [key, inner] of Object.entries(value)) {
        if ((key === '$ref' || key === '$schema') && typeof inner === 'string') found.add(`${key} ${inner}`);
        else open.push(inner);
      }
  }
  return found;
}

/** What is not valid was never in force. */
function isSame(before: CompiledApp, after: CompiledApp): boolean {
  if (before.data === undefined || after.data === undefined || statusOf(before) === 'Invalid') return false;
  return deepEqual(before.data, after.data) && statusOf(before) === statusOf(after) && schemaOf(before) === schemaOf(after);
}
