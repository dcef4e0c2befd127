import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { childId, lastSegment, parseDocumentId, type DocumentId } from '../model/document-id.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { Site } from '../model/source.ts';
import { fillTemplate, type Template } from '../model/template.ts';
import type { CascadeDefinition, LayerDefinition } from './cascade-definition.ts';
import { matchInstance } from './instance-pattern.ts';
import type { MergeRule } from './merge-rules.ts';

/** One layer of one app: the document to merge, and what its cascade says about it. */
export interface PlannedLayer {
  readonly document: DocumentId;
  readonly name: string;
  readonly finals: LayerDefinition['finals'];
}

/** Which documents make up an app, in merging order. */
export interface LayerPlan {
  readonly layers: readonly PlannedLayer[];
  readonly merge: readonly MergeRule[];
  readonly schema: { readonly reference: string; readonly site: Site } | undefined;
  readonly variables: ReadonlyMap<string, string>;
  /** Documents that were looked up, also those that do not exist. */
  readonly dependencies: readonly DocumentId[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What planning asks of the tree. */
export interface PlanHost {
  exists(id: DocumentId): boolean;
  nearest(text: string): readonly string[];
}

/** The placeholders of an app: its captures, `{app}`, `{name}`, then the variables of its namespaces and of the settings. */
export function variablesOf(
  app: DocumentId,
  captures: ReadonlyMap<string, string>,
  vars: Readonly<Record<string, string>>,
): Map<string, string> {
  const variables = new Map(Object.entries(vars));
  variables.set('app', app).set('name', lastSegment(app));
  for (const [name, value] of captures) variables.set(name, value);
  return variables;
}

/** @param chain the chosen cascade first, then what it extends, one after the other */
export function planCascade(
  app: DocumentId,
  chain: readonly CascadeDefinition[],
  vars: Readonly<Record<string, string>>,
  host: PlanHost,
): LayerPlan {
  const own = chain[0] as CascadeDefinition;
  const captures = own.instances === undefined ? undefined : matchInstance(own.instances, app);
  const planner = new Planner(app, variablesOf(app, captures ?? new Map(), vars), host);
  for (const definition of chain.toReversed()) for (const layer of definition.layers) planner.add(layer);
  const bound = chain.find((definition) => definition.schema !== undefined)?.schema;
  const schema = bound && planner.fill(bound.reference, bound.site);
  if (!planner.hasOwnConfig)
    planner.report(
      diagnostic('cascade/own-config-left-out', { app }, { site: ownSite(own), hint: 'Add { id: "{app}" } as the last layer' }),
    );
  return {
    layers: planner.layers,
    merge: chain.toReversed().flatMap((definition) => definition.merge),
    schema: bound === undefined || schema === undefined ? undefined : { reference: schema, site: bound.site },
    variables: planner.variables,
    dependencies: planner.dependencies,
    diagnostics: planner.diagnostics,
  };
}

function ownSite(cascade: CascadeDefinition): Site | undefined {
  const layer = cascade.layers.at(-1);
  return layer && { ...layer.site, pointer: '/layers', at: 'key' };
}

class Planner {
  readonly layers: PlannedLayer[] = [];
  readonly dependencies: DocumentId[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly variables: ReadonlyMap<string, string>;
  hasOwnConfig = false;
  readonly #own: DocumentId;
  readonly #host: PlanHost;

  constructor(app: DocumentId, variables: ReadonlyMap<string, string>, host: PlanHost) {
    this.#own = childId(app, 'config');
    this.variables = variables;
    this.#host = host;
  }

  report(finding: Diagnostic): void {
    this.diagnostics.push(finding);
  }

  fill(template: Template, site: Site): string | undefined {
    const filled = fillTemplate(template, (name) => this.variables.get(name));
    if ('text' in filled) return filled.text;
    const known = [...this.variables.keys()];
    const near = nearestNames(filled.unknown, known, 1)[0];
    const hint =
      near === undefined
        ? 'Capture it in instances, or define it in the vars of a namespace or of the settings'
        : `Write {${near}}`;
    this.report(diagnostic('cascade/unknown-placeholder', { name: filled.unknown, known }, { site, hint }));
    return undefined;
  }

  add(layer: LayerDefinition): void {
    const text = this.fill(layer.id, layer.site);
    if (text === undefined) return;
    const id = parseDocumentId(text);
    if (id === undefined) {
      this.report(
        diagnostic('cascade/bad-layer-id', { layer: text }, { site: layer.site, hint: 'Check the values of its placeholders' }),
      );
      return;
    }
    const document = this.#find(id);
    if (document !== undefined) this.#take(layer, id, document);
    else if (!layer.optional) this.report(this.#missing(layer, id));
  }

  #find(id: DocumentId): DocumentId | undefined {
    const config = childId(id, 'config');
    if (config !== this.#own) this.dependencies.push(id);
    if (this.#host.exists(id)) return id;
    this.dependencies.push(config);
    return this.#host.exists(config) ? config : undefined;
  }

  #take(layer: LayerDefinition, id: DocumentId, document: DocumentId): void {
    this.hasOwnConfig ||= document === this.#own;
    this.layers.push({ document, name: layer.name ?? id, finals: layer.finals });
  }

  #missing(layer: LayerDefinition, id: DocumentId): Diagnostic {
    const near = this.#host.nearest(id);
    const hint =
      near[0] === undefined
        ? 'Create the document, or mark the layer optional: true'
        : `Write "${near[0]}", or mark the layer optional: true`;
    return diagnostic('cascade/missing-layer', { layer: id, near }, { site: layer.site, hint });
  }
}
