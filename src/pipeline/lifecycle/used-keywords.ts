import { kindOf, type DocumentId } from '../../model/document-id.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { idOfPath } from '../../workspace/document-index.ts';
import type { TreeEntry } from '../../workspace/file-tree.ts';
import { ObjectTree } from '../../workspace/object-tree.ts';
import type { Workspace } from '../workspace.ts';

const keywords = ['x-confman-deprecated', 'x-confman-immutable', 'x-confman-rotation-days'] as const;

export type KeywordOfLifecycle = (typeof keywords)[number];

/** With the schemas that say them. */
export type UsedKeywords = ReadonlyMap<KeywordOfLifecycle, readonly DocumentId[]>;

/**
 * Which of the keywords that look at history occur in the schemas of a workspace, told by their texts: nothing is compiled, and
 * of most schemas nothing is parsed. A text that only mentions one counts as well.
 *
 * @param reader of the repository, where contents may have to be read from there
 */
export async function usedKeywords(workspace: Workspace, reader: ObjectReader | undefined): Promise<UsedKeywords> {
  const { tree } = workspace;
  const schemas = tree.entries.filter((entry) => isSchema(entry, workspace));
  if (reader !== undefined && tree instanceof ObjectTree) {
    // What cannot be read is told by whoever needs it.
    const failure = await tree.contents.load(
      reader,
      schemas.flatMap(({ oid }) => oid ?? []),
    );
    if (isGitFailure(failure)) return new Map();
  }
  const used = new Map<KeywordOfLifecycle, DocumentId[]>();
  for (const entry of schemas) {
    const text = textOf(entry, workspace);
    const id = idOfPath(entry.path, workspace.roots) as DocumentId;
    for (const keyword of keywords) if (text.includes(keyword)) used.set(keyword, [...(used.get(keyword) ?? []), id]);
  }
  return used;
}

function isSchema({ path, type }: TreeEntry, { roots }: Workspace): boolean {
  const id = type === 'file' ? idOfPath(path, roots) : undefined;
  return id !== undefined && kindOf(id) === 'schema';
}

/** Where something is escaped, a keyword may be too: then the text is what is meant by it. */
function textOf(entry: TreeEntry, { tree, store, roots }: Workspace): string {
  const blob = tree.read(entry);
  if (!('bytes' in blob)) return '';
  const text = Buffer.from(blob.bytes.buffer, blob.bytes.byteOffset, blob.bytes.byteLength).toString('utf8');
  if (!text.includes('\\')) return text;
  const id = idOfPath(entry.path, roots);
  return `${text}${JSON.stringify(id && store.get(id)?.parsed?.value)}`;
}
