import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { childId, parseDocumentId, withoutExtension, type DocumentId } from '../model/document-id.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { Site } from '../model/source.ts';
import { fillTemplate, type Template } from '../model/template.ts';
import { AppVariables, type Variables } from '../model/variables.ts';
import type { CascadeDefinition, LayerDefinition } from './cascade-definition.ts';
import { cascadeLimits } from './cascade-limits.ts';
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
  readonly variables: Variables;
  /** Documents that were looked up, also those that do not exist. */
  readonly dependencies: readonly DocumentId[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What planning asks of the tree. */
export interface PlanHost {
  exists(id: DocumentId): boolean;
  nearest(text: string): readonly string[];
}

/** What a layer's text comes to; the same for every app that fills it the same way. */
interface Found {
  readonly layer: PlannedLayer | undefined;
  readonly dependencies: readonly DocumentId[];
  readonly diagnostics: readonly Diagnostic[];
}

interface LayerSlot {
  readonly definition: LayerDefinition;
  readonly found: Map<string, Found>;
}

/** Plans the apps of one cascade. What the apps have in common is worked out once. */
export class CascadePlanner {
  readonly #own: CascadeDefinition;
  readonly #slots: readonly LayerSlot[];
  readonly #merge: readonly MergeRule[];
  readonly #schema: CascadeDefinition['schema'];
  readonly #host: PlanHost;
  /** What is too much of the cascade: then it plans nothing. */
  readonly #refusal: Diagnostic | undefined;

  /** @param chain the chosen cascade first, then what it extends, one after the other */
  constructor(chain: readonly CascadeDefinition[], host: PlanHost) {
    const inOrder = chain.toReversed();
    this.#own = chain[0] as CascadeDefinition;
    this.#refusal = tooMuch(chain);
    const planned = this.#refusal === undefined ? inOrder : [];
    this.#slots = planned.flatMap((cascade) => cascade.layers).map((definition) => ({ definition, found: new Map() }));
    this.#merge = inOrder.flatMap((cascade) => cascade.merge);
    this.#schema = chain.find((cascade) => cascade.schema !== undefined)?.schema;
    this.#host = host;
  }

  plan(app: DocumentId, vars: Readonly<Record<string, string>>): LayerPlan {
    const captures = this.#own.instances === undefined ? undefined : matchInstance(this.#own.instances, app);
    const variables = new AppVariables(app, captures, vars);
    const draft: Draft = { app, config: childId(app, 'config'), variables, layers: [], dependencies: [], diagnostics: [] };
    for (const slot of this.#slots) this.#add(slot, draft);
    const schema = this.#schema && fill(this.#schema.reference, this.#schema.site, draft);
    if (this.#refusal !== undefined) draft.diagnostics.push(this.#refusal);
    else if (!draft.layers.some((layer) => layer.document === draft.config)) draft.diagnostics.push(this.#ownLeftOut());
    return {
      layers: draft.layers,
      merge: this.#merge,
      schema: this.#schema === undefined || schema === undefined ? undefined : { reference: schema, site: this.#schema.site },
      variables,
      dependencies: draft.dependencies,
      diagnostics: draft.diagnostics,
    };
  }

  #add({ definition, found }: LayerSlot, draft: Draft): void {
    const text = fill(definition.id, definition.site, draft);
    if (text === undefined) return;
    if (text === draft.app && !this.#host.exists(draft.app)) {
      draft.layers.push({ document: draft.config, name: definition.name ?? text, finals: definition.finals });
      return;
    }
    const known = found.get(text) ?? this.#find(definition, text);
    if (definition.id.text !== '{app}') found.set(text, known);
    if (known.layer !== undefined) draft.layers.push(known.layer);
    if (known.dependencies.length > 0) draft.dependencies.push(...known.dependencies);
    if (known.diagnostics.length > 0) draft.diagnostics.push(...known.diagnostics);
  }

  #find(definition: LayerDefinition, text: string): Found {
    const id = parseDocumentId(text);
    if (id === undefined) {
      const filled = definition.id.parts.length > 1;
      const hint = filled ? 'Check the values of its placeholders' : 'Write an absolute id, such as "system/global"';
      const finding = diagnostic('cascade/bad-layer-id', { layer: text }, { site: definition.site, hint });
      return { layer: undefined, dependencies: [], diagnostics: [finding] };
    }
    const config = childId(id, 'config');
    const document = this.#host.exists(id) ? id : this.#host.exists(config) ? config : undefined;
    const dependencies = document === id ? [id] : [id, config];
    if (document === undefined) {
      return { layer: undefined, dependencies, diagnostics: definition.optional ? [] : [this.#missing(definition, id)] };
    }
    return { layer: { document, name: definition.name ?? id, finals: definition.finals }, dependencies, diagnostics: [] };
  }

  #missing(definition: LayerDefinition, id: DocumentId): Diagnostic {
    const near = this.#host.nearest(withoutExtension(id));
    const hint =
      near[0] === undefined
        ? 'Create the document, or mark the layer optional: true'
        : `Write "${near[0]}", or mark the layer optional: true`;
    return diagnostic('cascade/missing-layer', { layer: id, near }, { site: definition.site, hint });
  }

  /** Says nothing of the app, so that all that it concerns are one finding. */
  #ownLeftOut(): Diagnostic {
    const { site, layers } = this.#own;
    return diagnostic(
      'cascade/own-config-left-out',
      {},
      {
        site: layers.length === 0 ? site : { ...site, pointer: '/layers', at: 'key' },
        hint: 'Add { id: "{app}" } as the last layer',
      },
    );
  }
}

function tooMuch(chain: readonly CascadeDefinition[]): Diagnostic | undefined {
  const [own] = chain as [CascadeDefinition];
  const limit = cascadeLimits.extends;
  if (chain.length > limit)
    return diagnostic(
      'cascade/extends-too-long',
      { limit },
      { site: own.extends?.site, hint: 'Extend a cascade further up, and move the layers of those between into one' },
    );
  const layers = chain.flatMap((cascade) => cascade.layers);
  const finals = layers.reduce((sum, layer) => sum + layer.finals.length, 0);
  const site: Site = own.layers.length === 0 ? own.site : { ...own.site, pointer: '/layers', at: 'key' };
  if (layers.length > cascadeLimits.layers) {
    const hint = 'Move layers that always go together into one document';
    return diagnostic('cascade/too-many-layers', { found: layers.length, limit: cascadeLimits.layers }, { site, hint });
  }
  if (finals <= cascadeLimits.finals) return undefined;
  const hint = 'Name an object that holds the final values, not each of them';
  return diagnostic('cascade/too-many-finals', { found: finals, limit: cascadeLimits.finals }, { site, hint });
}

interface Draft {
  readonly app: DocumentId;
  readonly config: DocumentId;
  readonly variables: AppVariables;
  readonly layers: PlannedLayer[];
  readonly dependencies: DocumentId[];
  readonly diagnostics: Diagnostic[];
}

function fill(template: Template, site: Site, draft: Draft): string | undefined {
  const filled = fillTemplate(template, (name) => draft.variables.get(name));
  if ('text' in filled) return filled.text;
  const known = draft.variables.names;
  const near = nearestNames(filled.unknown, known, 1)[0];
  const hint =
    near === undefined
      ? 'Capture it in instances, or define it in the vars of a namespace or of the settings'
      : `Write {${near}}`;
  draft.diagnostics.push(diagnostic('cascade/unknown-placeholder', { name: filled.unknown, known }, { site, hint }));
  return undefined;
}
