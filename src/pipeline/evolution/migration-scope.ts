import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { childId, kindOf, withoutExtension, type DocumentId } from '../../model/document-id.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import type { Site } from '../../model/source.ts';
import type { Chain } from '../../migration/step.ts';
import { Compilers } from '../build-apps.ts';
import type { GovernedPlan } from '../governance.ts';
import { whenPrepared } from '../when-prepared.ts';
import type { Workspace } from '../workspace.ts';
import { familyChain } from './family-migrations.ts';
import { selectCarriable } from './migration-selection.ts';

/** What has to be carried from one version of a family to another. */
export interface MigrationScope {
  readonly family: DocumentId;
  /** `v1` */
  readonly from: string;
  readonly to: string;
  readonly chain: Chain;
  readonly apps: readonly ScopedApp[];
  /** Fragments with a `$schema` of the version. */
  readonly fragments: readonly DocumentId[];
  /** Layers and cascades of all other apps. */
  readonly elsewhere: ReadonlySet<DocumentId>;
  /** Certain documents were named: other apps of the family stay as they are. */
  readonly isPart: boolean;
}

export interface ScopedApp {
  readonly id: DocumentId;
  /** In merging order. */
  readonly layers: readonly DocumentId[];
  readonly plan: GovernedPlan;
  /** Where a cascade or a namespace binds it to the version by name; undefined where its own document does, or a family is named. */
  readonly binding: Site | undefined;
  /** Others stay bound there: it is bound by its own document from now on. */
  readonly leaves?: boolean;
}

export interface MigrationRequest {
  readonly family: DocumentId;
  /** Undefined stands for the version that apps are bound to. */
  readonly from: string | undefined;
  readonly to: string;
  /** Ids and patterns of what is to be carried over; all by default. */
  readonly only?: readonly string[] | undefined;
}

interface Bound {
  readonly app: ScopedApp;
  readonly version: string;
  /** A family was named and no version: its data may be those of an older one. */
  readonly isNewest: boolean;
}

/** Takes `prepareFindings`. */
export async function migrationScope(
  workspace: Workspace,
  request: MigrationRequest,
): Promise<Outcome<MigrationScope | undefined>> {
  const { family, to, only = [] } = request;
  const { bound: all, partsOf } = await boundApps(workspace, family);
  const carriable = boundFragments(workspace, family);
  const selected = selectCarriable(workspace, only, {
    family,
    apps: all.map(({ app }) => app),
    fragments: carriable.map(({ id }) => id),
  });
  if (selected.diagnostics.length > 0) return { value: undefined, diagnostics: selected.diagnostics };
  const isPart = only.length > 0;
  const isWanted = (id: DocumentId): boolean => !isPart || selected.value.has(id);
  const bound = all.filter(({ app }) => isWanted(app.id));
  const fragments = carriable.filter(({ id }) => isWanted(id));
  const others = [...new Set(bound.map(({ version }) => version))].filter((version) => version !== to).sort();
  const more = [...new Set([...others, ...fragments.map(({ version }) => version).filter((version) => version !== to)])];
  const from = request.from ?? more[0];
  if (request.from === undefined && more.length > 1) return refused(severalVersions(family, more));
  if (from === undefined)
    return { value: { family, from: to, to, chain: [], apps: [], fragments: [], elsewhere: new Set(), isPart }, diagnostics: [] };
  const { value: chain, diagnostics } = familyChain(workspace, family, from, to);
  if (chain === undefined) return { value: undefined, diagnostics };
  const chosen = new Set(bound.filter(({ version, isNewest }) => version === from || (isNewest && request.from !== undefined)));
  const staying = new Set(all.filter((each) => !chosen.has(each)).map(({ app }) => bindingKey(app)));
  const apps = [...chosen].map(({ app }) => (isPart && staying.has(bindingKey(app)) ? { ...app, leaves: true } : app));
  for (const { id } of apps) partsOf.delete(id);
  const elsewhere = new Set([...partsOf.values()].flat());
  const own = fragments.filter((each) => each.version === from).map(({ id }) => id);
  return { value: { family, from, to, chain, apps, fragments: own, elsewhere, isPart }, diagnostics };
}

/** Empty where a site binds nothing. */
function bindingKey({ binding }: ScopedApp): string {
  return binding === undefined ? '' : `${binding.source.path}#${binding.pointer}`;
}

interface Governed {
  readonly bound: readonly Bound[];
  /** Layers and cascades of every app. */
  readonly partsOf: Map<DocumentId, readonly DocumentId[]>;
}

async function boundApps(workspace: Workspace, family: DocumentId): Promise<Governed> {
  await workspace.prepare();
  const { governance } = new Compilers(workspace).fast;
  const partsOf = new Map<DocumentId, readonly DocumentId[]>();
  const bound = await whenPrepared(workspace.schemas, () =>
    workspace.index.apps.flatMap((id): Bound[] => {
      const plan = governance.plan(id);
      const layers = plan.layers.map(({ document }) => document);
      partsOf.set(id, [...layers, ...plan.cascades.map((each) => each.id)]);
      const config = workspace.run.document(childId(id, 'config'), true);
      const schema = config && workspace.run.bind(id, config, plan).value;
      const version = schema && schemaVersionOf(schema.id);
      if (config === undefined || version?.family !== family) return [];
      const named = plan.schema ?? plan.scope.schema;
      const reference = config.schemaReference ?? named?.reference ?? '';
      const isNewest =
        schemaVersionOf(withoutExtension(reference.replace(/^\/|#$/g, ''))) === undefined && !reference.startsWith('.');
      const binding = config.schemaReference !== undefined || isNewest ? undefined : named?.site;
      return [{ app: { id, layers, plan, binding }, version: version.version, isNewest }];
    }),
  );
  return { bound, partsOf };
}

function boundFragments({ index, run }: Workspace, family: DocumentId): { readonly id: DocumentId; readonly version: string }[] {
  return [...index.files.keys()].flatMap((id) => {
    if (kindOf(id) !== 'fragment') return [];
    const document = run.document(id);
    const schema = document?.schemaReference === undefined ? undefined : run.bindOwn(document)?.value?.id;
    const version = schema === undefined ? undefined : schemaVersionOf(schema);
    return version?.family === family ? [{ id, version: version.version }] : [];
  });
}

function refused(finding: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [finding] };
}

function severalVersions(family: DocumentId, versions: readonly string[]): Diagnostic {
  const hint = `Name one: --from ${versions[0]}`;
  return diagnostic('migration/several-versions', { family, versions }, { hint });
}
