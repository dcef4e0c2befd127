import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { Site } from '../../model/source.ts';
import { unreachable } from '../../model/unreachable.ts';
import type { Consulted } from './consulted.ts';
import type { Loaded, SchemaLibrary } from './library.ts';
import { hasScheme, resolveUri, workspaceScheme } from './resolve-uri.ts';
import { resourceByUri } from './resource-at.ts';
import type { Resource, SchemaDocument } from './schema-document.ts';
import { workspaceReference, type WorkspaceReference } from './workspace-reference.ts';

export interface ReferenceFrom {
  /** The base that URI references are resolved against; undefined in documents that are no schemas. */
  readonly uri: string | undefined;
  /** Where the reference stands; relative paths start at its file. */
  readonly site: Site;
}

export type FoundSchema = { readonly resource: Resource } | { readonly problems: readonly Diagnostic[] };

/**
 * The schema that a reference without a fragment names: by id, by family, by relative path, or by the identifier that it
 * states. An identifier wins over a path that only looks right. Nothing outside of the workspace is ever looked at.
 */
export function findSchema(reference: string, from: ReferenceFrom, library: SchemaLibrary, consulted: Consulted): FoundSchema {
  const uri = uriOf(reference, from.uri);
  const known = uri === undefined ? undefined : library.metaschema(uri);
  if (known !== undefined) return { resource: known.resources[0] as Resource };
  const named = workspaceReference(reference, from.site.source.path, (path) => library.lookup.idAt(path));
  const byName = named.kind === 'id' ? library.locate(named.id, consulted) : undefined;
  const resource = byName !== undefined && 'document' in byName ? byName.document.resources[0] : undefined;
  const isId = reference.replace(/^\//, '').startsWith('schemas/');
  if (resource !== undefined && (isId || answersTo(resource, uri))) return { resource };
  const stated = uri === undefined || uri.startsWith(workspaceScheme) ? [] : library.identified(uri, consulted);
  if (stated.length > 1) return { problems: [ambiguous(reference, stated, from.site)] };
  const [document] = stated;
  const found = (document && resourceByUri(document, uri as string)) ?? resource;
  return found === undefined ? { problems: notFound(reference, named, byName, library, from.site) } : { resource: found };
}

function uriOf(reference: string, base: string | undefined): string | undefined {
  if (base !== undefined) return resolveUri(base, reference);
  return hasScheme(reference) ? resolveUri(reference, reference) : undefined;
}

function answersTo({ uri, document }: Resource, wanted: string | undefined): boolean {
  return wanted === undefined || wanted.startsWith(workspaceScheme) || uri === wanted || uri === document.uri;
}

function ambiguous(identifier: string, documents: readonly SchemaDocument[], site: Site): Diagnostic {
  const ids = documents.map(({ uri }) => uri.slice(workspaceScheme.length)).join(' and ');
  const hint = `Reference one of them by its id instead: ${ids}`;
  return diagnostic('schema/duplicate-identifier', { identifier }, { site, hint });
}

function notFound(
  reference: string,
  named: WorkspaceReference,
  byName: Loaded | undefined,
  library: SchemaLibrary,
  site: Site,
): readonly Diagnostic[] {
  if (byName !== undefined && 'problems' in byName) return byName.problems;
  switch (named.kind) {
    case 'outside': {
      const hint = 'Name a schema by its id: schemas/<family>/v<N>';
      return [diagnostic('schema/outside-workspace', { reference }, { site, hint })];
    }
    case 'malformed':
      return [malformed(reference, named.reason, site)];
    case 'uri':
      return [unknownUri(named.uri, site)];
    case 'id':
      if (byName !== undefined && 'broken' in byName) return [broken(named.id, site)];
      return [missing(named.id, library, site)];
    default:
      return unreachable(named);
  }
}

function malformed(reference: string, reason: string, site: Site): Diagnostic {
  const hint = 'Write the id of a schema, such as schemas/shop/v1';
  return diagnostic('schema/bad-reference', { reference, reason }, { site, hint });
}

function broken(id: DocumentId, site: Site): Diagnostic {
  return diagnostic('schema/broken', { schema: id }, { site, hint: `Correct the findings of ${id} first` });
}

function unknownUri(reference: string, site: Site): Diagnostic {
  const hint =
    'Add the schema to the repository, as schemas/<family>/v1.json, with this address as its identifier, or name it by its id';
  return diagnostic('schema/unknown-remote', { reference }, { site, hint });
}

function missing(id: DocumentId, library: SchemaLibrary, site: Site): Diagnostic {
  const near = library.lookup.nearest(id);
  const hint = near[0] === undefined ? `Add the schema as ${id}.json` : `Write "${near[0]}"`;
  return diagnostic('schema/not-found', { schema: id, near }, { site, hint });
}
