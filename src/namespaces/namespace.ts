import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { parentOf, type DocumentId } from '../model/document-id.ts';
import type { JsonObject } from '../model/json.ts';
import type { Site, Source } from '../model/source.ts';

/** A namespace document read. `folder` is undefined for the root of the tree. */
export interface Namespace {
  readonly id: DocumentId;
  readonly folder: DocumentId | undefined;
  readonly inherit: boolean;
  readonly vars: Readonly<Record<string, string>>;
  readonly schema: { readonly reference: string; readonly site: Site } | undefined;
}

interface Written {
  readonly path?: string;
  readonly inherit?: boolean;
  readonly vars?: Readonly<Record<string, string>>;
  readonly schema?: string | { readonly $ref: string };
}

/** @param value of a document whose shape `namespaceSchema` has accepted */
export function readNamespace(id: DocumentId, source: Source, value: JsonObject): Outcome<Namespace> {
  const written = value as Written;
  const folder = parentOf(id);
  const diagnostics: Diagnostic[] = [];
  const place = `/${folder ?? ''}`;
  if (written.path !== undefined && written.path !== place && `/${written.path}` !== place) {
    const site: Site = { source, pointer: '/path', at: 'value' };
    diagnostics.push(
      diagnostic(
        'namespaces/wrong-path',
        { stated: written.path, path: place },
        { site, hint: `Write "${place}", or leave path out` },
      ),
    );
  }
  const { schema } = written;
  const reference = typeof schema === 'object' ? schema.$ref : schema;
  const site: Site = { source, pointer: typeof schema === 'object' ? '/schema/$ref' : '/schema', at: 'value' };
  return {
    value: {
      id,
      folder,
      inherit: written.inherit ?? true,
      vars: written.vars ?? {},
      schema: reference === undefined ? undefined : { reference, site },
    },
    diagnostics,
  };
}

/** What a folder's namespaces say together, the nearest winning. `chain` is nearest first and ends where one does not inherit. */
export interface NamespaceScope {
  readonly chain: readonly Namespace[];
  readonly vars: Readonly<Record<string, string>>;
  readonly schema: Namespace['schema'];
}

export const emptyScope: NamespaceScope = { chain: [], vars: {}, schema: undefined };

export function enterNamespace(outer: NamespaceScope, namespace: Namespace): NamespaceScope {
  const inherited = namespace.inherit ? outer : emptyScope;
  return {
    chain: [namespace, ...inherited.chain],
    vars: { ...inherited.vars, ...namespace.vars },
    schema: namespace.schema ?? inherited.schema,
  };
}
