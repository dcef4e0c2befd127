import { createHash } from 'node:crypto';
import { kindOf, type DocumentId } from '../../model/document-id.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { idOfPath, type Root } from '../../workspace/document-index.ts';
import type { FileTree, TreeEntry } from '../../workspace/file-tree.ts';
import { ObjectTree } from '../../workspace/object-tree.ts';
import type { RunMemory } from '../../workspace/run-memory.ts';
import type { Workspace } from '../workspace.ts';

const keywords = ['x-confman-deprecated', 'x-confman-immutable', 'x-confman-rotation-days'] as const;

export type KeywordOfLifecycle = (typeof keywords)[number];

/** With the schemas that say them. */
export type UsedKeywords = ReadonlyMap<KeywordOfLifecycle, readonly DocumentId[]>;

/**
 * Which of the keywords that look at history occur in the schemas of a workspace, told by their texts: nothing is parsed. A text
 * that only mentions one counts as well.
 *
 * @param reader of the repository, where contents may have to be read from there
 * @param memory of earlier runs: the same names of the same contents say the same
 */
export async function usedKeywords(workspace: Workspace, reader: ObjectReader, memory?: RunMemory): Promise<UsedKeywords> {
  const { tree, roots } = workspace;
  const schemas = schemasIn(tree, schemaFolders(roots));
  if (!(tree instanceof ObjectTree)) return search(workspace, schemas);
  const oids = schemas.map(({ oid = '' }) => oid);
  const key = createHash('sha256')
    .update(schemas.map(({ path }, i) => `${path}\0${oids[i]}`).join('\0'))
    .digest('hex');
  const known = memory && recall(memory, key);
  if (known !== undefined) return known;
  // What cannot be read is told by whoever needs it.
  if (isGitFailure(await tree.contents.load(reader, oids))) return new Map();
  const found = search(workspace, schemas);
  memory?.write(memoryName, Buffer.from(JSON.stringify({ key, found: [...found] } satisfies Remembered)));
  return found;
}

/** Folders of the repository that schemas lie in. */
export function schemaFolders(roots: readonly Root[]): readonly string[] {
  return roots.flatMap(({ at, folder }) => (at === 'schemas' || at.startsWith('schemas/') ? [folder] : []));
}

/** @param folders of the repository */
export function schemasIn({ entries }: FileTree, folders: readonly string[]): readonly TreeEntry[] {
  const starts = folders.map((folder) => (folder === '' ? '' : `${folder}/`));
  return entries.filter(({ path, type }) => type === 'file' && starts.some((start) => path.startsWith(start)));
}

const memoryName = 'keywords';

interface Remembered {
  readonly key: string;
  readonly found: readonly (readonly [KeywordOfLifecycle, readonly DocumentId[]])[];
}

/** What was sealed is as it was written. */
function recall(memory: RunMemory, key: string): UsedKeywords | undefined {
  const bytes = memory.read(memoryName);
  const remembered = bytes && (JSON.parse(bytes.toString('utf8')) as Remembered);
  return remembered?.key === key ? new Map(remembered.found) : undefined;
}

function search({ tree, roots }: Workspace, schemas: readonly TreeEntry[]): UsedKeywords {
  const used = new Map<KeywordOfLifecycle, DocumentId[]>();
  for (const entry of schemas) {
    const blob = tree.read(entry);
    const id = idOfPath(entry.path, roots);
    if (!('bytes' in blob) || id === undefined || kindOf(id) !== 'schema') continue;
    const text = unescaped(Buffer.from(blob.bytes.buffer, blob.bytes.byteOffset, blob.bytes.byteLength).toString('utf8'));
    for (const keyword of keywords) if (text.includes(keyword)) used.set(keyword, [...(used.get(keyword) ?? []), id]);
  }
  return used;
}

/** As JSON, JSON5 and YAML mean the texts in quotes; what stands elsewhere may come out as something else. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(\r\n[ \t]*|[\n\r\u2028\u2029][ \t]*)|([^]))/g,
    (_all, four?: string, two?: string, eight?: string, end?: string, one?: string) => {
      if (end !== undefined) return '';
      const code = Number.parseInt(four ?? two ?? eight ?? '0', 16);
      return one ?? (code <= 0x10ffff ? String.fromCodePoint(code) : '');
    },
  );
}
