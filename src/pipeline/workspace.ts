import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadYaml } from '../documents/load-yaml.ts';
import { indexDocuments, type DocumentIndex, type Root } from '../workspace/document-index.ts';
import { DocumentStore } from '../workspace/document-store.ts';
import type { FileTree } from '../workspace/file-tree.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import type { Settings } from '../workspace/settings.ts';
import type { ParsedDocuments } from '../workspace/shared-objects.ts';
import type { CompileProgress } from './compile-progress.ts';
import { Run } from './run.ts';
import type { SchemaPort } from './schema-port.ts';

const yamlFile = /\.ya?ml$/;

export interface WorkspaceInput {
  readonly location: WorkspaceLocation;
  readonly settings: Settings;
  readonly roots: readonly Root[];
  readonly tree: FileTree;
  readonly schemas: (workspace: Workspace) => SchemaPort | Promise<SchemaPort>;
  readonly progress?: CompileProgress | undefined;
  /** Documents that other workspaces of this process have parsed. */
  readonly parsed?: ParsedDocuments | undefined;
  /** Validators that an earlier run compiled, from a source that is trusted: they are code. */
  readonly compiled?: (() => Uint8Array | undefined) | undefined;
}

/** A workspace opened for one run: its files are listed, and each is read at most once from here on. */
export class Workspace {
  readonly location: WorkspaceLocation;
  readonly settings: Settings;
  readonly roots: readonly Root[];
  readonly tree: FileTree;
  readonly progress: CompileProgress | undefined;
  readonly #schemas: WorkspaceInput['schemas'];
  readonly #compiled: WorkspaceInput['compiled'];
  readonly #parsed: ParsedDocuments | undefined;
  #index: DocumentIndex | undefined;
  #store: DocumentStore | undefined;
  #port: SchemaPort | undefined;
  #run: Run | undefined;

  constructor(input: WorkspaceInput) {
    this.location = input.location;
    this.settings = input.settings;
    this.roots = input.roots;
    this.tree = input.tree;
    this.progress = input.progress;
    this.#schemas = input.schemas;
    this.#compiled = input.compiled;
    this.#parsed = input.parsed;
  }

  get index(): DocumentIndex {
    return (this.#index ??= indexDocuments(this.tree, this.roots, this.settings.limits.documents));
  }

  get store(): DocumentStore {
    return (this.#store ??= new DocumentStore(this.tree, this.index, this.settings.limits, this.#parsed));
  }

  /** What judges. To be had after `prepare`. */
  get schemas(): SchemaPort {
    if (this.#port === undefined) throw new Error('the workspace was not prepared');
    return this.#port;
  }

  /** Before anything is compiled: loads what that takes. A run that finds nothing to compile does without. */
  async prepare(): Promise<void> {
    if (this.tree.entries.some((entry) => yamlFile.test(entry.path))) await loadYaml();
    this.#port ??= await this.#schemas(this);
    await this.#port.prepare();
  }

  /** Before findings are put into words. */
  async prepareFindings(): Promise<void> {
    await this.prepare();
    await this.schemas.prepareFindings();
  }

  get run(): Run {
    return (this.#run ??= new Run(this.store, this.schemas, this.settings));
  }

  get compiled(): Uint8Array | undefined {
    return this.#compiled?.();
  }

  /** Findings about the tree as a whole. With an error among them no app can be trusted. */
  get structure(): readonly Diagnostic[] {
    return this.index.diagnostics;
  }
}
