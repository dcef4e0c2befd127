import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadYaml } from '../documents/load-yaml.ts';
import { indexDocuments, type DocumentIndex, type Root } from '../workspace/document-index.ts';
import { DocumentStore } from '../workspace/document-store.ts';
import type { FileTree } from '../workspace/file-tree.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import type { Settings } from '../workspace/settings.ts';
import type { ParsedDocuments } from '../workspace/parsed-documents.ts';
import type { CompileProgress } from './compile-progress.ts';
import { Run } from './run.ts';
import type { SchemaPort } from './schema-port.ts';

export const yamlFile = /\.ya?ml$/;

export interface WorkspaceInput {
  readonly location: WorkspaceLocation;
  readonly settings: Settings;
  readonly roots: readonly Root[];
  readonly tree: FileTree;
  readonly schemas: (workspace: Workspace) => SchemaPort | Promise<SchemaPort>;
  readonly progress?: CompileProgress | undefined;
  /** Documents that other workspaces of this process have parsed. */
  readonly parsed?: ParsedDocuments | undefined;
  /** Where it is known already. */
  readonly index?: DocumentIndex | undefined;
  /** Validators that an earlier run compiled, from a source that is trusted: they are code. */
  readonly compiled?: (() => Uint8Array | undefined) | undefined;
}

/** What judges, once for all workspaces that have the same schemas. */
interface SchemasOfAll {
  port: SchemaPort | undefined;
}

/** What a neighbour has otherwise. */
export interface NeighbourInput {
  readonly tree: FileTree;
  /** Undefined to have it made of the tree. */
  readonly index: DocumentIndex | undefined;
  readonly sameSchemas: boolean;
  /** Some of the files that differ are YAML. */
  readonly yaml: boolean;
}

/** A workspace opened for one run: its files are listed, and each is read at most once from here on. */
export class Workspace {
  readonly location: WorkspaceLocation;
  readonly settings: Settings;
  readonly roots: readonly Root[];
  readonly tree: FileTree;
  readonly progress: CompileProgress | undefined;
  readonly #input: WorkspaceInput;
  readonly #schemas: SchemasOfAll;
  #hasYaml: boolean | undefined;
  #index: DocumentIndex | undefined;
  #store: DocumentStore | undefined;
  #run: Run | undefined;

  constructor(input: WorkspaceInput, schemas: SchemasOfAll = { port: undefined }) {
    this.location = input.location;
    this.settings = input.settings;
    this.roots = input.roots;
    this.tree = input.tree;
    this.progress = input.progress;
    this.#input = input;
    this.#index = input.index;
    this.#schemas = schemas;
  }

  /** The same place with other files, where the settings are the same. What is made of the settings, of schemas and of texts is shared. */
  neighbour({ tree, index, sameSchemas, yaml }: NeighbourInput): Workspace {
    const next = new Workspace({ ...this.#input, tree, index }, sameSchemas ? this.#schemas : undefined);
    next.#hasYaml = yaml || this.hasYaml;
    return next;
  }

  /** Possibly: whoever reads YAML needs its reader. */
  get hasYaml(): boolean {
    return (this.#hasYaml ??= this.tree.entries.some((entry) => yamlFile.test(entry.path)));
  }

  get index(): DocumentIndex {
    return (this.#index ??= indexDocuments(this.tree, this.roots, this.settings.limits.documents));
  }

  get store(): DocumentStore {
    return (this.#store ??= new DocumentStore(this.tree, this.index, this.settings.limits, this.#input.parsed));
  }

  /** What judges. To be had after `prepare`. */
  get schemas(): SchemaPort {
    if (this.#schemas.port === undefined) throw new Error('the workspace was not prepared');
    return this.#schemas.port;
  }

  /** Before anything is compiled: loads what that takes. A run that finds nothing to compile does without. */
  async prepare(): Promise<void> {
    if (this.hasYaml) await loadYaml();
    const port = (this.#schemas.port ??= await this.#input.schemas(this));
    await port.prepare();
  }

  /** Before findings are put into words. */
  async prepareFindings(): Promise<void> {
    await this.prepare();
    await this.schemas.prepareFindings();
  }

  get run(): Run {
    return (this.#run ??= new Run(this.store, this.schemas, this.settings));
  }

  /** For another workspace of the same memory: it is handed on, so that workspaces make no chain. */
  get restoring(): WorkspaceInput['compiled'] {
    return this.#input.compiled;
  }

  get compiled(): Uint8Array | undefined {
    return this.#input.compiled?.();
  }

  /** Findings about the tree as a whole. With an error among them no app can be trusted. */
  get structure(): readonly Diagnostic[] {
    return this.index.diagnostics;
  }
}
