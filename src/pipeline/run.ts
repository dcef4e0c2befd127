import { cascadeSchema } from '../cascade/cascade-schema.ts';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { childId, parentOf, type DocumentId } from '../model/document-id.ts';
import { isObject, member, type JsonValue } from '../model/json.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { Site } from '../model/source.ts';
import { approvalsSchema } from '../schema-diff/approvals/approvals-schema.ts';
import { familySchema } from '../schema-diff/retention/family-schema.ts';
import { groupsSchema } from '../namespaces/groups-schema.ts';
import { namespaceSchema } from '../namespaces/namespace-schema.ts';
import type { RawDocument } from '../resolver/inlined.ts';
import type { SchemaFinding } from '../schema/schema-finding.ts';
import type { SchemaPort } from './schema-port.ts';
import type { DocumentStore } from '../workspace/document-store.ts';
import type { LoadedDocument } from '../workspace/loaded-document.ts';
import type { Settings } from '../workspace/settings.ts';
import type { GovernedPlan } from './governance.ts';
import { hiddenValues, type SecretPlaces } from './hidden-values.ts';
import type { Binding, RunHost } from './run-host.ts';

/** How many ids are compared in one run to suggest what was meant by misspelt ones: each search looks at every id. */
const suggestionBudget = 2_000_000;

const noBinding: Binding = { value: undefined, diagnostics: [], dependencies: [] };
const shapes = {
  cascade: cascadeSchema,
  namespace: namespaceSchema,
  groups: groupsSchema,
  family: familySchema,
  approvals: approvalsSchema,
} as const;

export interface RunDocument extends RawDocument {
  /** `$schema` at the root of the document. */
  readonly schemaReference: string | undefined;
  readonly loaded: LoadedDocument;
}

/** The workspace of one run: documents are read once, bindings made once, whoever asks. */
export class Run implements RunHost {
  readonly settings: Settings;
  readonly store: DocumentStore;
  readonly #registry: SchemaPort;
  readonly #documents = new Map<DocumentId, RunDocument>();
  readonly #bindings = new Map<string, Binding>();
  /** Documents with a `$schema`, of those that were read. */
  readonly #binding = new Set<DocumentId>();
  readonly #suggestions = new Map<string, readonly string[]>();
  #compared = 0;

  constructor(store: DocumentStore, registry: SchemaPort, settings: Settings) {
    this.store = store;
    this.#registry = registry;
    this.settings = settings;
  }

  exists(id: DocumentId): boolean {
    return this.store.has(id);
  }

  isApp(id: DocumentId): boolean {
    return this.store.has(childId(id, 'config')) && !id.startsWith('schemas/');
  }

  document(id: DocumentId, once = false): RunDocument | undefined {
    const known = this.#documents.get(id);
    if (known !== undefined) return known;
    const loaded = once ? this.store.take(id) : this.store.get(id);
    if (loaded === undefined) return undefined;
    const document = toRunDocument(loaded);
    if (document.schemaReference !== undefined) this.#binding.add(id);
    if (!once) this.#documents.set(id, document);
    return document;
  }

  nearest(text: string): readonly string[] {
    const known = this.#suggestions.get(text);
    if (known !== undefined) return known;
    const found = this.#compared < suggestionBudget ? nearestNames(text, this.#targets(), 3) : [];
    this.#compared += this.store.index.files.size;
    this.#suggestions.set(text, found);
    return found;
  }

  shape(name: keyof typeof shapes, document: RawDocument, explain: boolean): readonly Diagnostic[] {
    const value = document.value as JsonValue;
    const bound = this.#registry.internal(`confman:${name}`, shapes[name]);
    if (bound.isValid(value)) return [];
    if (!explain)
      return [diagnostic('workspace/shape', { name }, { site: { source: document.source, pointer: '', at: 'value' } })];
    return bound.findings(value, {}).map((finding) => atDocument(finding, document));
  }

  bindsItself(id: DocumentId): boolean {
    return this.#binding.has(id);
  }

  bindOwn(document: RawDocument): Binding | undefined {
    const { schemaReference, source } = document as RunDocument;
    return schemaReference === undefined
      ? undefined
      : this.bindReference(schemaReference, { source, pointer: '/$schema', at: 'value' });
  }

  bind(_app: DocumentId, config: RawDocument, plan: GovernedPlan): Binding {
    const named = plan.schema ?? plan.scope.schema;
    return this.bindOwn(config) ?? (named === undefined ? noBinding : this.bindReference(named.reference, named.site));
  }

  bindReference(reference: string, site: Site): Binding {
    const relative = reference.startsWith('.');
    const known = relative ? undefined : this.#bindings.get(reference);
    if (known !== undefined) return known;
    const { value, diagnostics, dependencies } = this.#registry.bind(reference, site);
    const broken = dependencies.flatMap((id) =>
      this.store.has(id as DocumentId) ? (this.store.get(id as DocumentId)?.diagnostics ?? []) : [],
    );
    const binding: Binding = { value, diagnostics: [...diagnostics, ...broken], dependencies };
    if (!relative && value !== undefined) this.#bindings.set(reference, binding);
    return binding;
  }

  /** Ids that a reference or a layer can name: documents, and apps by their folder. */
  *#targets(): Iterable<string> {
    for (const id of this.store.index.files.keys()) {
      if (id.startsWith('schemas/')) continue;
      yield id;
      if (id.endsWith('/config')) yield parentOf(id) as string;
    }
  }
}

export function atDocument(finding: SchemaFinding, document: RawDocument, places?: SecretPlaces): Diagnostic {
  const site: Site = { source: document.source, pointer: finding.pointer, at: finding.at };
  const { schemaSite } = finding;
  // confman's own schemas are no files that a reader could open.
  const shown = schemaSite !== undefined && !schemaSite.source.path.startsWith('confman:');
  const related = shown ? [{ site: schemaSite, message: 'the schema says so here' }] : [];
  const { code, severity, args, hint } = finding;
  return { code, severity, args, site, related, hint, ...hiddenValues(finding, { ...site, at: 'value' }, places) };
}

function toRunDocument(loaded: LoadedDocument): RunDocument {
  const { id, source, parsed, diagnostics } = loaded;
  const usable = parsed !== undefined && diagnostics.every((finding) => finding.severity !== 'error');
  const root = usable ? parsed.value : undefined;
  const reference = isObject(root) ? member(root, '$schema') : undefined;
  return {
    id,
    source,
    value: root === undefined ? undefined : withoutRootKeys(root),
    dollar: parsed?.dollar ?? false,
    indexKeys: parsed?.indexKeys ?? false,
    diagnostics,
    schemaReference: typeof reference === 'string' ? reference : undefined,
    loaded,
  };
}

/** `$schema` and `_id` speak about the document and are no part of its data. */
function withoutRootKeys(root: JsonValue): JsonValue {
  if (!isObject(root) || !(Object.hasOwn(root, '$schema') || Object.hasOwn(root, '_id'))) return root;
  const { $schema: _schema, _id, ...data } = root;
  return data;
}
