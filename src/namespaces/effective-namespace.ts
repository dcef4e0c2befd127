import type { DocumentId } from '../model/document-id.ts';
import { childPointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import { namespacePath, type Grant, type Namespace } from './namespace.ts';
import type { NamespaceScope } from './namespace-scope.ts';
import { parsePrincipal, type Principal } from './principal.ts';
import { roles, type Role } from './role.ts';
import { defaultNamespaceSettings, type FreezeWindow, type NamespaceSettings, type SettingName } from './settings.ts';

/** Something that a namespace says: which one, and where. */
export interface Said<T> {
  readonly value: T;
  /** Its path, `/teams/payments`. Undefined: nothing is said, and the value is the default. */
  readonly namespace: string | undefined;
  readonly site: Site | undefined;
}

/** A role that holds in a namespace, and the namespace that gives it. */
export interface EffectiveGrant extends Grant {
  readonly principal: Principal;
  readonly namespace: string;
}

export type EffectiveSettings = {
  readonly [K in Exclude<SettingName, 'freeze'>]: Said<NamespaceSettings[K]>;
} & {
  /** Those of the whole chain: a time in which nothing is published holds for everything below. */
  readonly freeze: readonly Said<FreezeWindow>[];
};

/**
 * What holds in a namespace, with everything that it inherits: roles add up along the chain, the nearest of settings, variables and
 * schemas wins, freezes add up. Nothing below can take away a role that was given above, but with `inherit: false`.
 */
export interface EffectiveNamespace {
  /** `/teams/payments`; `/` is the root. */
  readonly path: string;
  readonly id: DocumentId;
  readonly folder: DocumentId | undefined;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  /** Undefined where no namespace of the chain has one. `principal` is undefined where the text is nobody in particular. */
  readonly owner: (Said<string> & { readonly principal: Principal | undefined }) | undefined;
  /** Paths, the namespace itself first. */
  readonly chain: readonly string[];
  /** By role, the nearest namespace first. Texts that are no principals are nobody's. */
  readonly roles: Readonly<Record<Role, readonly EffectiveGrant[]>>;
  readonly settings: EffectiveSettings;
  readonly vars: Readonly<Record<string, Said<string>>>;
  readonly schema: Said<string> | undefined;
  /** Its own: they say something about this namespace, and not about those below. */
  readonly tags: readonly string[];
}

/** @returns undefined where no namespace holds */
export function effectiveNamespace(scope: NamespaceScope): EffectiveNamespace | undefined {
  const { chain } = scope;
  const [own] = chain;
  if (own === undefined) return undefined;
  return {
    path: namespacePath(own.folder),
    id: own.id,
    folder: own.folder,
    displayName: own.displayName,
    description: own.description,
    owner: ownerOf(chain),
    chain: chain.map(({ folder }) => namespacePath(folder)),
    roles: grantsOf(chain),
    settings: settingsOf(chain),
    vars: varsOf(chain),
    schema: schemaOf(chain),
    tags: own.tags,
  };
}

function said<T>(value: T, namespace: Namespace, pointer: string): Said<T> {
  return { value, namespace: namespacePath(namespace.folder), site: { source: namespace.source, pointer, at: 'value' } };
}

function ownerOf(chain: readonly Namespace[]): EffectiveNamespace['owner'] {
  const from = chain.find(({ owner }) => owner !== undefined);
  if (from?.owner === undefined) return undefined;
  return { ...said(from.owner, from, '/owner'), principal: parsePrincipal(from.owner) };
}

function grantsOf(chain: readonly Namespace[]): EffectiveNamespace['roles'] {
  const found: Record<Role, EffectiveGrant[]> = { viewer: [], editor: [], publisher: [], admin: [] };
  for (const { folder, grants } of chain)
    for (const grant of grants) {
      const { principal, role } = grant;
      if (principal !== undefined) found[role].push({ ...grant, principal, namespace: namespacePath(folder) });
    }
  for (const role of roles) Object.freeze(found[role]);
  return found;
}

function settingsOf(chain: readonly Namespace[]): EffectiveSettings {
  const nearest = <K extends Exclude<SettingName, 'freeze'>>(name: K): Said<NamespaceSettings[K]> => {
    const from = chain.find(({ settings }) => Object.hasOwn(settings, name) && settings[name] !== undefined);
    const value = from?.settings[name];
    return from === undefined || value === undefined
      ? { value: defaultNamespaceSettings[name], namespace: undefined, site: undefined }
      : said(value as NamespaceSettings[K], from, `/settings/${name}`);
  };
  return {
    schemaEnforcement: nearest('schemaEnforcement'),
    requireApproval: nearest('requireApproval'),
    minApprovers: nearest('minApprovers'),
    autoApprove: nearest('autoApprove'),
    instantRollback: nearest('instantRollback'),
    schedule: nearest('schedule'),
    allowSelfApproval: nearest('allowSelfApproval'),
    freeze: chain.flatMap((each) => (each.settings.freeze ?? []).map((window, i) => said(window, each, `/settings/freeze/${i}`))),
  };
}

function varsOf(chain: readonly Namespace[]): EffectiveNamespace['vars'] {
  const found: Record<string, Said<string>> = Object.create(null) as Record<string, Said<string>>;
  for (const each of chain.toReversed())
    for (const name of Object.keys(each.vars)) found[name] = said(each.vars[name] as string, each, childPointer('/vars', name));
  return found;
}

function schemaOf(chain: readonly Namespace[]): EffectiveNamespace['schema'] {
  const from = chain.find(({ schema }) => schema !== undefined);
  if (from?.schema === undefined) return undefined;
  return { value: from.schema.reference, namespace: namespacePath(from.folder), site: from.schema.site };
}

/** How many approvals a change needs here. */
export function approvalsNeeded({ settings }: EffectiveNamespace): number {
  return settings.requireApproval.value ? Math.max(1, settings.minApprovers.value) : 0;
}
