import { diagnostic } from '../diagnostics/diagnostic.ts';
import { locate } from '../documents/locate.ts';
import { rewrite, type Rewrite } from '../documents/rewrite.ts';
import { withoutPlaces } from '../lint/without-places.ts';
import type { Place } from '../lint/place.ts';
import { compareKeys } from '../model/canonical-json.ts';
import type { DocumentId } from '../model/document-id.ts';
import { formatPointer } from '../model/pointer.ts';
import type { Source } from '../model/source.ts';
import { overlayTree } from '../workspace/overlay-tree.ts';
import { lintWorkspace, type LintedWorkspace, type LintFix } from './lint-workspace.ts';
import { Workspace } from './workspace.ts';

export interface FixedDocument {
  /** Relative to the root of the repository. */
  readonly path: string;
  /** Blob id of what was read. */
  readonly oid: string;
  readonly text: string;
}

export interface FixedWorkspace {
  /** What was to be told before anything was corrected. */
  readonly before: LintedWorkspace;
  /** What is left to be told. */
  readonly linted: LintedWorkspace;
  /** Sorted by path; nothing has been written yet. */
  readonly documents: readonly FixedDocument[];
  /** Places that went. */
  readonly count: number;
}

/** Every layer of a cascade at most lets one more be seen that is not needed. */
const mostRounds = 100;

/**
 * Leaves out what can be left out, until there is nothing more. The documents that come of it are looked at as if they were
 * written: unless every app has the same data, status and schema as before, nothing is to be written.
 *
 * @param schemas makes what judges
 */
export async function fixWorkspace(
  workspace: Workspace,
  names: readonly string[],
  schemas: ConstructorParameters<typeof Workspace>[0]['schemas'],
): Promise<FixedWorkspace> {
  const first = await lintWorkspace(workspace, names);
  const texts = new Map<string, string>();
  let [current, linted, count] = [workspace, first, 0];
  for (let round = 0; round < mostRounds && linted.fixes.length > 0; round++) {
    for (const [path, text] of rewritten(current, linted.fixes)) texts.set(path, text);
    count += linted.fixes.length;
    const { location, settings, roots } = workspace;
    current = new Workspace({ location, settings, roots, tree: overlayTree(workspace.tree, texts), schemas });
    linted = await lintWorkspace(current, names);
    const changed = changedApp(first.digests, linted.digests);
    if (changed !== undefined) return refused(first, changed);
  }
  const ids = new Map([...workspace.index.files.values()].map(({ id, entry }) => [entry.path, id]));
  const documents = [...texts]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([path, text]): FixedDocument => {
      const oid = workspace.store.take(ids.get(path) as DocumentId)?.oid ?? '';
      return { path, oid, text };
    });
  return { before: first, linted, documents, count };
}

function rewritten({ store }: Workspace, fixes: readonly LintFix[]): Map<string, string> {
  const byDocument = new Map<DocumentId, Place[]>();
  for (const { document, place } of fixes) byDocument.set(document, [...(byDocument.get(document) ?? []), place]);
  const texts = new Map<string, string>();
  for (const [id, places] of byDocument) {
    const loaded = store.take(id);
    if (loaded?.parsed === undefined) continue;
    const paths = places.map(({ written }) => written);
    const lists = rewritesOf(inOrder(loaded.source, paths));
    texts.set(loaded.source.path, rewrite(loaded.source, lists, withoutPlaces(loaded.parsed.value, paths)));
  }
  return texts;
}

function inOrder(source: Source, paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const placed = paths.map((path) => {
    const { offset } = locate({ source, pointer: formatPointer(path), at: 'key' }).start;
    return { path, offset };
  });
  return placed.sort((a, b) => a.offset - b.offset).map(({ path }) => path);
}

/**
 * Every list is made on the text that the one before it has left, so that they should be few. In one list no two entries
 * are neighbours: every other one goes, then every other one of the rest.
 *
 * @param paths in the order of the text
 */
function rewritesOf(paths: readonly (readonly string[])[]): Rewrite[][] {
  const lists: Rewrite[][] = [];
  for (let rest = paths; rest.length > 0;) {
    const met = new Map<string, number>();
    const isTaken = (written: readonly string[]): boolean => {
      const container = formatPointer(written.slice(0, -1));
      const count = met.get(container) ?? 0;
      met.set(container, count + 1);
      return count % 2 === 0;
    };
    const taken = new Set(rest.filter(isTaken));
    lists.push([...taken].map((written) => ({ op: 'remove', path: written.slice(0, -1), at: written.at(-1) as string })));
    rest = rest.filter((written) => !taken.has(written));
  }
  return lists;
}

/** The first app, by id, that is not what it was. */
export function changedApp(before: LintedWorkspace['digests'], after: LintedWorkspace['digests']): DocumentId | undefined {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort(compareKeys);
  return ids.find((id) => before.get(id) !== after.get(id));
}

function refused(linted: LintedWorkspace, app: DocumentId): FixedWorkspace {
  const hint = 'Tell the makers of confman, and correct the documents by hand';
  const finding = { diagnostic: diagnostic('lint/fix-refused', { app }, { hint }), apps: new Set<string>() };
  return { before: linted, linted: { ...linted, findings: [...linted.findings, finding] }, documents: [], count: 0 };
}
