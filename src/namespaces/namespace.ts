import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { parentOf, parseDocumentId, type DocumentId } from '../model/document-id.ts';
import type { JsonObject } from '../model/json.ts';
import type { Site, Source } from '../model/source.ts';
import { parsePrincipal, type Principal } from './principal.ts';
import { roles, type Role } from './role.ts';
import type { NamespaceSettings } from './settings.ts';

/** A role that a namespace document gives to somebody. */
export interface Grant {
  readonly role: Role;
  /** Undefined where the text is no principal: then it is given to nobody. */
  readonly principal: Principal | undefined;
  readonly text: string;
  readonly site: Site;
}

/** A namespace document read. `folder` is undefined for the root of the tree. */
export interface Namespace {
  readonly id: DocumentId;
  readonly folder: DocumentId | undefined;
  readonly source: Source;
  readonly inherit: boolean;
  /** The namespace to inherit from in place of the folder above. */
  readonly extends: Extension | undefined;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly grants: readonly Grant[];
  /** As written: what is not said is not there. */
  readonly settings: Partial<NamespaceSettings>;
  readonly tags: readonly string[];
  readonly vars: Readonly<Record<string, string>>;
  readonly schema: { readonly reference: string; readonly site: Site } | undefined;
}

export interface Extension {
  /** As written. */
  readonly text: string;
  /** Undefined for the root of the tree. */
  readonly folder: DocumentId | undefined;
  /** The text is no path. */
  readonly unusable: boolean;
  readonly site: Site;
}

interface Written {
  readonly path?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly inherit?: boolean;
  readonly extends?: string;
  readonly roles?: Partial<Record<Role, readonly string[]>>;
  readonly settings?: Partial<NamespaceSettings>;
  readonly tags?: readonly string[];
  readonly vars?: Readonly<Record<string, string>>;
  readonly schema?: string | { readonly $ref: string };
}

/** A namespace as people name it: `/teams/payments`, `/` for the root. */
export function namespacePath(folder: DocumentId | undefined): string {
  return `/${folder ?? ''}`;
}

/** @param value of a document whose shape `namespaceSchema` has accepted */
export function readNamespace(id: DocumentId, source: Source, value: JsonObject): Outcome<Namespace> {
  const written = value as Written;
  const folder = parentOf(id);
  const siteAt = (pointer: string): Site => ({ source, pointer, at: 'value' });
  const { schema } = written;
  const reference = typeof schema === 'object' ? schema.$ref : schema;
  const schemaSite = siteAt(typeof schema === 'object' ? '/schema/$ref' : '/schema');
  return {
    value: {
      id,
      folder,
      source,
      inherit: written.inherit ?? true,
      extends: written.extends === undefined ? undefined : extensionOf(written.extends, siteAt('/extends')),
      displayName: written.displayName,
      description: written.description,
      owner: written.owner,
      grants: grantsOf(written.roles ?? {}, siteAt),
      settings: written.settings ?? {},
      tags: written.tags ?? [],
      vars: written.vars ?? {},
      schema: reference === undefined ? undefined : { reference, site: schemaSite },
    },
    diagnostics: wrongPath(written.path, namespacePath(folder), siteAt('/path')),
  };
}

function wrongPath(stated: string | undefined, path: string, site: Site): Diagnostic[] {
  if (stated === undefined || stated === path || `/${stated}` === path) return [];
  return [diagnostic('namespaces/wrong-path', { stated, path }, { site, hint: `Write "${path}", or leave path out` })];
}

function extensionOf(text: string, site: Site): Extension {
  if (text === '/') return { text, folder: undefined, unusable: false, site };
  const folder = parseDocumentId(text);
  return { text, folder, unusable: folder === undefined, site };
}

/** Roles in their own order, not in that of the document. */
function grantsOf(written: NonNullable<Written['roles']>, siteAt: (pointer: string) => Site): Grant[] {
  return roles.flatMap((role) =>
    (Object.hasOwn(written, role) ? (written[role] ?? []) : []).map((text, i) => ({
      role,
      principal: parsePrincipal(text),
      text,
      site: siteAt(`/roles/${role}/${i}`),
    })),
  );
}
