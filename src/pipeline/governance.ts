import { noFinals, readCascade, type CascadeDefinition } from '../cascade/cascade-definition.ts';
import { cascadeLimits } from '../cascade/cascade-limits.ts';
import { matchInstance } from '../cascade/instance-pattern.ts';
import { CascadePlanner, type LayerPlan, type PlanHost } from '../cascade/plan-layers.ts';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { childId, parentOf, type DocumentId } from '../model/document-id.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import { fromSmallest } from '../model/ring.ts';
import { AppVariables } from '../model/variables.ts';
import { NamespaceChains, type NamespaceChain } from '../namespaces/namespace-chains.ts';
import { emptyScope, type NamespaceScope } from '../namespaces/namespace-scope.ts';
import { readNamespace, type Namespace } from '../namespaces/namespace.ts';
import type { RawDocument } from '../resolver/inlined.ts';

export interface GovernanceHost extends PlanHost {
  document(id: DocumentId): RawDocument | undefined;
  /** Findings about the shape of a document; an empty list when it has the shape. */
  shape(name: 'cascade' | 'namespace', document: RawDocument): readonly Diagnostic[];
  readonly vars: Readonly<Record<string, string>>;
}

interface Folder {
  readonly scope: NamespaceScope;
  /** Of the settings and of the namespaces. */
  readonly vars: Readonly<Record<string, string>>;
  /** Cascades of this folder and above, nearest first. */
  readonly cascades: readonly DocumentId[];
  readonly dependencies: readonly DocumentId[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Known<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A cascade with what it extends, one after the other. */
interface Followed {
  readonly chain: readonly CascadeDefinition[];
  readonly planner: CascadePlanner;
  readonly diagnostics: readonly Diagnostic[];
}

interface Chosen {
  /** Undefined where no cascade is for the app: then its namespaces decide. */
  readonly followed: Followed | undefined;
  readonly consulted: readonly DocumentId[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An app's plan, with what its namespaces say. */
export interface GovernedPlan extends LayerPlan {
  readonly scope: NamespaceScope;
  /** The definitions that were followed, the chosen one first; empty where the namespace chain was taken. */
  readonly cascades: readonly CascadeDefinition[];
}

/** What the folders above an app say about it: namespaces and cascades. Every folder is read once. */
export class Governance {
  readonly #host: GovernanceHost;
  readonly #folders = new Map<string, Folder>();
  readonly #cascades = new Map<DocumentId, Known<CascadeDefinition>>();
  readonly #followed = new Map<DocumentId, Followed>();
  readonly #namespaces = new Map<DocumentId, Known<Namespace>>();
  readonly #chains: NamespaceChains;

  readonly #top: Folder;

  constructor(host: GovernanceHost) {
    this.#host = host;
    this.#chains = new NamespaceChains({ exists: (id) => host.exists(id), namespace: (id) => this.namespace(id) });
    this.#top = { scope: emptyScope, vars: host.vars, cascades: [], dependencies: [], diagnostics: [] };
  }

  plan(app: DocumentId): GovernedPlan {
    const folder = this.#folder(app);
    const chosen = this.#choose(app, folder);
    const plan =
      chosen.followed === undefined ? this.#namespacePlan(app, folder) : chosen.followed.planner.plan(app, folder.vars);
    const { layers, merge, schema, variables } = plan;
    // Field by field: what is spread here and added to becomes a slow object, ten thousand times.
    return {
      layers,
      merge,
      schema,
      variables,
      scope: folder.scope,
      cascades: chosen.followed?.chain ?? [],
      dependencies: [...folder.dependencies, ...chosen.consulted, ...plan.dependencies],
      diagnostics: [...folder.diagnostics, ...chosen.diagnostics, ...plan.diagnostics],
    };
  }

  /** Own cascade, else the nearest above whose pattern matches, else none: then the namespaces decide. */
  #choose(app: DocumentId, folder: Folder): Chosen {
    const consulted: DocumentId[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const id of folder.cascades) {
      const { value: definition, diagnostics: found } = this.cascade(id);
      consulted.push(id);
      if (found.length > 0) diagnostics.push(...found);
      if (definition === undefined) continue;
      const isOwn = id.length === app.length + 8 && id.startsWith(app);
      if (!isOwn && definition.instances !== undefined && matchInstance(definition.instances, app) === undefined) continue;
      const followed = this.#follow(definition);
      for (const base of followed.chain.slice(1)) consulted.push(base.id);
      return { followed, consulted, diagnostics: [...diagnostics, ...followed.diagnostics] };
    }
    return { followed: undefined, consulted, diagnostics };
  }

  cascade(id: DocumentId): Known<CascadeDefinition> {
    const known = this.#cascades.get(id);
    if (known !== undefined) return known;
    const read = this.#read('cascade', id, readCascade);
    this.#cascades.set(id, read);
    return read;
  }

  namespace(id: DocumentId): Known<Namespace> {
    const known = this.#namespaces.get(id);
    if (known !== undefined) return known;
    const read = this.#read('namespace', id, readNamespace);
    this.#namespaces.set(id, read);
    return read;
  }

  /** The namespaces that hold for a folder; undefined is the root of the tree. */
  chain(folder: DocumentId | undefined): NamespaceChain {
    return this.#chains.of(folder);
  }

  #read<T>(
    name: 'cascade' | 'namespace',
    id: DocumentId,
    read: (id: DocumentId, source: RawDocument['source'], value: JsonObject) => Known<T>,
  ): Known<T> {
    const document = this.#host.document(id);
    if (document === undefined) return { value: undefined, diagnostics: [] };
    if (document.value === undefined) return { value: undefined, diagnostics: document.diagnostics };
    const shape = this.#host.shape(name, document);
    if (shape.length > 0 || !isObject(document.value)) return { value: undefined, diagnostics: shape };
    return read(id, document.source, document.value);
  }

  /** A definition with what it extends. */
  #follow(definition: CascadeDefinition): Followed {
    const known = this.#followed.get(definition.id);
    if (known !== undefined) return known;
    const chain = [definition];
    const met = new Set([definition.id]);
    const diagnostics: Diagnostic[] = [];
    // One more than the limit is enough for the planner to refuse the chain.
    for (
      let at = definition;
      at.extends !== undefined && chain.length <= cascadeLimits.extends;
      at = chain.at(-1) as CascadeDefinition
    ) {
      const { id, site } = at.extends;
      if (met.has(id)) {
        diagnostics.push(extendsCycle(chain, id));
        break;
      }
      const { value: base, diagnostics: found } = this.cascade(id);
      diagnostics.push(...found);
      if (base === undefined) {
        if (found.length === 0) diagnostics.push(this.#missingBase(id, site));
        break;
      }
      chain.push(base);
      met.add(id);
    }
    const followed = { chain, planner: new CascadePlanner(chain, this.#host), diagnostics };
    this.#followed.set(definition.id, followed);
    return followed;
  }

  #missingBase(id: DocumentId, site: NonNullable<CascadeDefinition['extends']>['site']): Diagnostic {
    const near = this.#host.nearest(id);
    const hint = near[0] === undefined ? 'Create the cascade, or correct the id' : `Write "${near[0]}"`;
    return diagnostic('cascade/extends-missing', { target: id, near }, { site, hint });
  }

  #namespacePlan(app: DocumentId, { scope, vars }: Folder): LayerPlan {
    const own = childId(app, 'config');
    const above = scope.chain.map((namespace) => childId(namespace.folder, 'config')).toReversed();
    const found = above.filter((id) => id !== own && this.#host.exists(id));
    const layers = [...found, own].map((document) => ({ document, name: document, finals: noFinals }));
    const variables = new AppVariables(app, undefined, vars);
    return { layers, merge: [], schema: undefined, variables, dependencies: above, diagnostics: [] };
  }

  #folder(id: DocumentId | undefined): Folder {
    const known = this.#folders.get(id ?? '');
    if (known !== undefined) return known;
    const outer = id === undefined ? this.#top : this.#folder(parentOf(id));
    const folder = this.#enter(id, outer);
    this.#folders.set(id ?? '', folder);
    return folder;
  }

  #enter(id: DocumentId | undefined, outer: Folder): Folder {
    const cascadeId = childId(id, 'cascade');
    const cascades = this.#host.exists(cascadeId) ? [cascadeId, ...outer.cascades] : outer.cascades;
    if (!this.#host.exists(childId(id, 'namespace'))) return cascades === outer.cascades ? outer : { ...outer, cascades };
    const { scope, dependencies, diagnostics } = this.#chains.of(id);
    return { scope, vars: { ...this.#host.vars, ...scope.vars }, cascades, dependencies, diagnostics };
  }
}

function extendsCycle(chain: readonly CascadeDefinition[], back: DocumentId): Diagnostic {
  const ring = fromSmallest(chain.slice(chain.findIndex((each) => each.id === back)), (each) => each.id);
  const related = ring.flatMap(({ extends: base }) =>
    base === undefined ? [] : [{ site: base.site, message: `extends ${base.id}` }],
  );
  return diagnostic(
    'cascade/extends-cycle',
    { chain: [...ring, ...ring.slice(0, 1)].map((each) => each.id) },
    { site: related[0]?.site, related, hint: 'Remove one of the extends' },
  );
}
