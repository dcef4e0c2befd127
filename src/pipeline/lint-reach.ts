import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { schemaVersionOf } from '../model/schema-version.ts';
import type { Source } from '../model/source.ts';
import { groupsId } from '../namespaces/groups.ts';
import type { Run } from './run.ts';
import type { Workspace } from './workspace.ts';

interface Told {
  readonly document: DocumentId;
  readonly finding: Diagnostic;
}

/**
 * Documents that no app is made of. Cascades are needed by those whose cascade they are, or a part of it.
 *
 * @param reached everything that some app looked up
 */
export function unreachedDocuments(
  workspace: Workspace,
  reached: ReadonlySet<string>,
  hasCascade: (id: DocumentId) => boolean,
): Told[] {
  // Without any app there is nothing yet that could reach anything.
  if (workspace.index.apps.length === 0) return [];
  return [...workspace.index.files.keys()].sort(compareKeys).flatMap((document) => {
    const kind = kindOf(document);
    const isIdle =
      kind === 'fragment' ? !reached.has(document) && document !== groupsId : kind === 'cascade' && !hasCascade(document);
    const source = isIdle ? workspace.run.document(document)?.source : undefined;
    if (source === undefined) return [];
    const hint = kind === 'cascade' ? 'Remove the cascade, or correct its instances' : 'Remove the document, or refer to it';
    const finding = diagnostic('lint/unreached-document', { document }, { site: top(source), hint });
    // No schema says which of its values are secrets.
    return [{ document, finding: { ...finding, holders: [{ source, pointer: '', at: 'value' }] } }];
  });
}

/** Families of which nothing is bound to any version, told at the newest. What was published of them has to stay (`schema check`). */
export function unboundSchemas({ index, run }: Workspace, reached: ReadonlySet<string>): Told[] {
  if (index.apps.length === 0) return [];
  const bound = new Set(reached);
  for (const id of index.files.keys()) for (const each of boundBy(run, id)) bound.add(each);
  if (bound.has('schemas/**')) return [];
  const used = new Set([...bound].map((id) => schemaVersionOf(id)?.family ?? id.replace(/\/\*$/, '')));
  const newest = new Map<string, DocumentId>();
  for (const id of index.files.keys()) {
    const family = kindOf(id) === 'schema' ? schemaVersionOf(id)?.family : undefined;
    if (family !== undefined && !used.has(family)) newest.set(family, id);
  }
  return [...newest].flatMap(([family, document]) => {
    const source = run.store.get(document)?.source;
    if (source === undefined) return [];
    const hint = 'Bind something to it, or leave it if others read it';
    return [{ document, finding: diagnostic('lint/unbound-schema', { family }, { site: top(source), hint }) }];
  });
}

/** What fragments and namespaces bind, whether or not there are apps for it. */
function boundBy(run: Run, id: DocumentId): readonly string[] {
  const kind = kindOf(id);
  if (kind !== 'fragment') return [];
  const document = run.document(id);
  return (document && run.bindOwn(document)?.dependencies) ?? [];
}

function top(source: Source): NonNullable<Diagnostic['site']> {
  return { source, pointer: '', at: { start: 0, end: 0 } };
}
