import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { MergeRule } from '../../cascade/merge-rules.ts';
import { edit } from '../../documents/edit.ts';
import { childId, parseDocumentId, type DocumentId } from '../../model/document-id.ts';
import { parsePointer, valueAt } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import { parseReference } from '../../resolver/reference.ts';
import { chainBelow } from '../../migration/chain-below.ts';
import { migrateDocument, type BehindReference, type MigrateDocumentOptions } from '../../migration/migrate-document.ts';
import type { Chain } from '../../migration/step.ts';
import type { Workspace } from '../workspace.ts';
import { carryCascade } from './carry-cascade.ts';
import { fillingLayers } from './filling-layers.ts';
import type { MigrationScope } from './migration-scope.ts';

/** A document with the text that it would have. */
export interface RewrittenDocument {
  readonly id: DocumentId;
  readonly path: string;
  /** Blob id of what is there. */
  readonly oid: string;
  readonly before: string;
  readonly after: string;
  /** Data changed; else only what it is bound to. */
  readonly isData: boolean;
}

/** Every document that has to change, the others left out. No value where one of them cannot be carried over. */
export function rewriteLayers(workspace: Workspace, scope: MigrationScope): Outcome<readonly RewrittenDocument[] | undefined> {
  const rewriting = new Rewriting(workspace, scope);
  rewriting.layers();
  rewriting.cascades();
  rewriting.bindings();
  return rewriting.outcome();
}

interface Task {
  readonly chain: Chain;
  readonly options: Omit<MigrateDocumentOptions, 'id' | 'migrated'>;
}

class Rewriting {
  readonly #workspace: Workspace;
  readonly #scope: MigrationScope;
  readonly #tasks = new Map<DocumentId, Task>();
  readonly #texts = new Map<DocumentId, { readonly text: string; readonly isData: boolean }>();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(workspace: Workspace, scope: MigrationScope) {
    this.#workspace = workspace;
    this.#scope = scope;
  }

  /** Layers and bound fragments first, then what they refer to, as far as the migration concerns it. */
  layers(): void {
    const { apps, fragments, chain, family, from, to } = this.#scope;
    const schema = { from: `${family}/${from}`, to: `${family}/${to}` };
    const { secretSchemes } = this.#workspace.settings;
    const filling = fillingLayers(this.#scope, this.#workspace);
    for (const { layers, plan } of apps)
      for (const id of layers) {
        const byKey = (path: readonly string[]): boolean => mergesByKey(plan.merge, path);
        const options = { partial: true, fill: filling.has(id), byKey, schema, secretSchemes };
        if (!this.#tasks.has(id)) this.#tasks.set(id, { chain, options });
      }
    for (const id of fragments)
      if (!this.#tasks.has(id)) this.#tasks.set(id, { chain, options: { partial: false, schema, secretSchemes } });
    // The map grows while it is gone through: what is referred to comes behind.
    for (const [id, task] of this.#tasks) this.#carry(id, task);
  }

  /** What they say of places of the data. */
  cascades(): void {
    const { apps, chain, elsewhere } = this.#scope;
    for (const id of new Set(apps.flatMap(({ plan }) => plan.cascades.map((each) => each.id)))) {
      const loaded = this.#workspace.store.get(id);
      if (loaded?.parsed === undefined) continue;
      const text = carryCascade(loaded.source, loaded.parsed.value, chain, elsewhere.has(id));
      if (text !== loaded.source.text) this.#texts.set(id, { text, isData: false });
    }
  }

  bindings(): void {
    const { apps, family, from, to } = this.#scope;
    const sites = new Map<string, Site>();
    for (const { id, binding, leaves = false } of apps)
      if (leaves && binding !== undefined) this.#bindItself(childId(id, 'config'), `${family}/${to}`);
      else if (binding !== undefined) sites.set(`${binding.source.path}#${binding.pointer}`, binding);
    for (const site of sites.values()) this.#rebind(site, { family, from, to });
  }

  outcome(): Outcome<readonly RewrittenDocument[] | undefined> {
    const diagnostics = this.#diagnostics;
    if (diagnostics.some((each) => each.severity === 'error')) return { value: undefined, diagnostics };
    const value = [...this.#texts].flatMap(([id, { text, isData }]): RewrittenDocument[] => {
      const loaded = this.#workspace.store.get(id);
      if (loaded === undefined || loaded.source.text === text) return [];
      const { path, text: before } = loaded.source;
      return [{ id, path, oid: loaded.oid, before, after: text, isData }];
    });
    return { value: value.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics };
  }

  #carry(id: DocumentId, { chain, options }: Task): void {
    const loaded = this.#workspace.store.get(id);
    if (loaded === undefined) return;
    if (loaded.parsed === undefined) return void this.#diagnostics.push(...loaded.diagnostics);
    const { value, diagnostics } = migrateDocument(loaded.source, loaded.parsed.value, chain, { ...options, id });
    this.#diagnostics.push(...diagnostics.filter((each) => each.code !== 'migration/behind-reference'));
    for (const behind of value?.behind ?? []) {
      if (this.#follow(id, behind, chain, options)) continue;
      this.#diagnostics.push(...diagnostics.filter((each) => isAbout(each, behind)));
    }
    if (value?.changed === true) this.#texts.set(id, { text: value.text, isData: true });
  }

  /** @returns whether nothing is left to say about the reference */
  #follow(from: DocumentId, { target, path }: BehindReference, chain: Chain, options: Task['options']): boolean {
    const reference = target.includes('{') ? undefined : parseReference(target, from);
    if (reference === undefined || !('tokens' in reference) || reference.id === undefined) return false;
    const { id, tokens } = reference;
    if (!this.#workspace.index.files.has(id)) return false;
    const below = chainBelow(chain, path).map((step) => ({ ...step, scope: [...tokens, ...step.scope] }));
    if (below.length === 0) return true;
    const known = this.#tasks.get(id);
    const task: Task = { chain: below, options: { ...options, partial: true } };
    if (known === undefined) this.#tasks.set(id, task);
    else if (shapeOf(known.chain) !== shapeOf(below)) this.#diagnostics.push(severalWays(id, this.#workspace));
    return true;
  }

  #bindItself(id: DocumentId, schema: string): void {
    const loaded = this.#workspace.store.get(id);
    if (loaded?.parsed === undefined) return;
    const before = this.#texts.get(id)?.text ?? loaded.source.text;
    const text = edit({ ...loaded.source, text: before }, [{ pointer: '/$schema', op: 'set', value: schema }]);
    this.#texts.set(id, { text, isData: this.#texts.get(id)?.isData ?? false });
  }

  #rebind(site: Site, { family, from, to }: { readonly family: DocumentId; readonly from: string; readonly to: string }): void {
    const id = this.#idAt(site);
    const loaded = id && this.#workspace.store.get(id);
    const written = loaded?.parsed && valueAt(loaded.parsed.value, parsePointer(site.pointer) ?? []);
    if (id === undefined || loaded === undefined || typeof written !== 'string') return;
    const found = /^(.*\/)([^/]+?)(\.(?:json5?|ya?ml))?(#?)$/s.exec(written);
    const [, folder = '', version = '', extension = '', hash = ''] = found ?? [];
    if (version !== from) {
      const hint = 'Change the variable that the version comes from instead';
      const args = { text: written, from: `${family}/${from}`, to };
      this.#diagnostics.push(diagnostic('migration/binding', args, { site, hint }));
      return;
    }
    const before = this.#texts.get(id)?.text ?? loaded.source.text;
    const value = folder + to + extension + hash;
    const text = edit({ ...loaded.source, text: before }, [{ pointer: site.pointer, op: 'set', value }]);
    this.#texts.set(id, { text, isData: this.#texts.get(id)?.isData ?? false });
  }

  #idAt({ source }: Site): DocumentId | undefined {
    for (const { id, entry } of this.#workspace.index.files.values()) if (entry.path === source.path) return id;
    return parseDocumentId(source.path);
  }
}

function mergesByKey(merge: readonly MergeRule[], path: readonly string[]): boolean {
  return merge.some(
    ({ pattern, strategy }) =>
      typeof strategy === 'object' &&
      pattern.length === path.length &&
      pattern.every((token, i) => token === '*' || token === path[i]),
  );
}

function isAbout({ code, args }: Diagnostic, { target }: BehindReference): boolean {
  return code === 'migration/behind-reference' && args['target'] === target;
}

/** What a chain does, whoever wrote it. */
function shapeOf(chain: Chain): string {
  return JSON.stringify(chain.map((step) => ({ ...step, site: undefined })));
}

function severalWays(id: DocumentId, { store }: Workspace): Diagnostic {
  const source = store.get(id)?.source;
  const site: Site | undefined = source && { source, pointer: '', at: { start: 0, end: 0 } };
  const hint = 'Make a copy of the document for one of the places that refer to it';
  return diagnostic('migration/several-ways', { document: id }, { site, hint });
}
