import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { childId, parentOf, selfAndAncestors, type DocumentId } from '../model/document-id.ts';
import { fromSmallest } from '../model/ring.ts';
import { emptyScope, enterNamespace, type NamespaceScope } from './namespace-scope.ts';
import { namespacePath, type Namespace } from './namespace.ts';

/** So many times a chain may leave the folders above for another namespace. */
const mostExtensions = 16;
/** So many namespaces of a circle are named. */
const mostShown = 20;

export interface ChainHost {
  exists(id: DocumentId): boolean;
  /** No value where the document cannot be used, which the findings then tell. */
  namespace(id: DocumentId): { readonly value: Namespace | undefined; readonly diagnostics: readonly Diagnostic[] };
}

/** What the namespaces of a folder come to. */
export interface NamespaceChain {
  readonly scope: NamespaceScope;
  /** Namespace documents that were looked for where it matters whether they are there. */
  readonly dependencies: readonly DocumentId[];
  readonly diagnostics: readonly Diagnostic[];
  /** Namespaces whose documents cannot be used: the chain goes on without them. */
  readonly broken: readonly DocumentId[];
  readonly extensions: number;
}

const noChain: NamespaceChain = { scope: emptyScope, dependencies: [], diagnostics: [], broken: [], extensions: 0 };

/** Where a namespace inherits from: a folder, or nothing. */
type Next = { readonly folder: DocumentId | undefined } | undefined;

/**
 * The namespaces that hold for folders. One inherits from the nearest above it, or from the one that it extends; every
 * one is read once. A namespace in a circle of extensions inherits nothing, wherever the circle was entered.
 */
export class NamespaceChains {
  readonly #host: ChainHost;
  readonly #chains = new Map<string, NamespaceChain>();
  /** Namespaces that inherit nothing since what they extend leads back to them. */
  readonly #circular = new Map<DocumentId, Diagnostic>();

  constructor(host: ChainHost) {
    this.#host = host;
  }

  /** @param folder undefined for the root of the tree */
  of(folder: DocumentId | undefined): NamespaceChain {
    const known = this.#chains.get(folder ?? '');
    if (known !== undefined) return known;
    const way = this.#wayFrom(folder);
    const last = way.at(-1);
    let chain = this.#known(last === undefined ? this.#nearest(folder) : this.#nextOf(last));
    for (const id of way.toReversed()) {
      chain = this.#enter(id, chain);
      this.#chains.set(parentOf(id) ?? '', chain);
    }
    this.#chains.set(folder ?? '', chain);
    return chain;
  }

  /** The namespaces from a folder on that are not known yet, nearest first. */
  #wayFrom(folder: DocumentId | undefined): DocumentId[] {
    const way: DocumentId[] = [];
    const met = new Set<DocumentId>();
    for (let id = this.#nearest(folder); id !== undefined && !this.#isKnown(id); id = this.#nextOf(id)) {
      if (met.has(id)) {
        this.#cut(way.slice(way.indexOf(id)));
        return this.#wayFrom(folder);
      }
      way.push(id);
      met.add(id);
    }
    return way;
  }

  #isKnown(id: DocumentId): boolean {
    return this.#chains.has(parentOf(id) ?? '');
  }

  #nearest(folder: DocumentId | undefined): DocumentId | undefined {
    for (let at = folder; at !== undefined; at = parentOf(at)) {
      const id = childId(at, 'namespace');
      if (this.#host.exists(id)) return id;
    }
    const top = childId(undefined, 'namespace');
    return this.#host.exists(top) ? top : undefined;
  }

  #nextOf(id: DocumentId): DocumentId | undefined {
    const next = this.#next(id);
    return next && this.#nearest(next.folder);
  }

  #known(id: DocumentId | undefined): NamespaceChain {
    return (id && this.#chains.get(parentOf(id) ?? '')) ?? noChain;
  }

  #next(id: DocumentId): Next {
    const { value: namespace } = this.#host.namespace(id);
    if (namespace?.inherit === false || this.#circular.has(id)) return undefined;
    if (namespace?.extends !== undefined && this.#isThere(namespace)) return { folder: namespace.extends.folder };
    const folder = parentOf(id);
    return folder === undefined ? undefined : { folder: parentOf(folder) };
  }

  #isThere({ extends: extension }: Namespace): boolean {
    return extension !== undefined && !extension.unusable && this.#host.exists(childId(extension.folder, 'namespace'));
  }

  #cut(ring: readonly DocumentId[]): void {
    const inOrder = fromSmallest(ring, (id) => id);
    const namespaces = inOrder.flatMap((id) => this.#host.namespace(id).value ?? []);
    const extending = namespaces.filter((each) => this.#isThere(each));
    const related = extending
      .slice(0, mostShown)
      .flatMap(({ extends: extension }) =>
        extension === undefined ? [] : [{ site: extension.site, message: `extends ${namespacePath(extension.folder)}` }],
      );
    const chain = [...inOrder.slice(0, mostShown), ...inOrder.slice(0, 1)].map((id) => namespacePath(parentOf(id)));
    const finding = diagnostic(
      'namespaces/extends-cycle',
      { chain },
      { site: related[0]?.site, related, hint: 'Remove one of the extends' },
    );
    for (const { id } of extending) this.#circular.set(id, finding);
  }

  #enter(id: DocumentId, inherited: NamespaceChain): NamespaceChain {
    const { value: namespace, diagnostics } = this.#host.namespace(id);
    const own = [id, ...this.#targets(namespace)];
    if (namespace === undefined)
      return {
        ...inherited,
        dependencies: [...own, ...inherited.dependencies],
        diagnostics: [...inherited.diagnostics, ...diagnostics],
        broken: [id, ...inherited.broken],
      };
    const isExtending = this.#isThere(namespace) && namespace.inherit && !this.#circular.has(id);
    const tooMany = isExtending && inherited.extensions >= mostExtensions;
    const outer = tooMany ? noChain : inherited;
    return {
      scope: enterNamespace(outer.scope, namespace),
      dependencies: [...own, ...outer.dependencies],
      diagnostics: [...outer.diagnostics, ...diagnostics, ...this.#aboutExtension(namespace, tooMany)],
      broken: outer.broken,
      extensions: outer.extensions + (isExtending && !tooMany ? 1 : 0),
    };
  }

  /** A namespace that came between could be one that is inherited from now. */
  #targets(namespace: Namespace | undefined): DocumentId[] {
    const extension = namespace?.extends;
    if (extension === undefined || extension.unusable) return [];
    const folders = extension.folder === undefined ? [] : selfAndAncestors(extension.folder);
    return [...folders.map((folder) => childId(folder, 'namespace')), childId(undefined, 'namespace')];
  }

  #aboutExtension(namespace: Namespace, tooMany: boolean): Diagnostic[] {
    const circle = this.#circular.get(namespace.id);
    const extension = namespace.extends;
    if (circle !== undefined) return [circle];
    if (extension === undefined) return [];
    const { site, text } = extension;
    if (!namespace.inherit) {
      const hint = 'Remove extends, or inherit: false';
      return [diagnostic('namespaces/extends-nothing', { target: text }, { site, hint })];
    }
    if (tooMany) {
      const hint = 'Extend a namespace further up';
      return [diagnostic('namespaces/extends-too-long', { limit: mostExtensions }, { site, hint })];
    }
    if (this.#isThere(namespace)) return [];
    const hint = extension.unusable
      ? 'Write the path of a namespace, such as "/platform"'
      : `Create ${namespacePath(childId(extension.folder, 'namespace'))}, or correct the path, or remove extends`;
    return [diagnostic('namespaces/extends-missing', { target: text }, { site, hint })];
  }
}
