import type { CascadeDefinition, LayerDefinition } from '../cascade/cascade-definition.ts';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasArrayAt, type StepBudget } from '../lint/has-array-at.ts';
import { childId, type DocumentId } from '../model/document-id.ts';
import { escapeToken, formatPointer, valueAt } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import { fillTemplate } from '../model/template.ts';
import type { CompiledApp } from './compiled-app.ts';
import type { RunHost } from './run-host.ts';

/** Something that a cascade says and that no app has shown a use for yet. */
interface Waiting {
  readonly isMet: (app: CompiledApp) => boolean;
  readonly tell: () => Diagnostic;
}

interface LintedCascade {
  readonly apps: DocumentId[];
  waiting: readonly Waiting[];
}

/** Into data, for the patterns of merge rules: there is no bound to their number, and each may look at all data of all apps. */
const mostSteps = 50_000_000;

/** What cascades say and what no app has a use for. */
export class LintCascades {
  readonly #host: RunHost;
  readonly #budget: StepBudget = { left: mostSteps };
  readonly #cascades = new Map<DocumentId, LintedCascade>();

  constructor(host: RunHost) {
    this.#host = host;
  }

  add(app: CompiledApp): void {
    for (const definition of app.plan.cascades) {
      const known = this.#cascades.get(definition.id) ?? { apps: [], waiting: this.#expectations(definition) };
      this.#cascades.set(definition.id, known);
      known.apps.push(app.id);
      if (known.waiting.length > 0) known.waiting = known.waiting.filter((each) => !each.isMet(app));
    }
  }

  has(id: DocumentId): boolean {
    return this.#cascades.has(id);
  }

  *findings(): Iterable<{ readonly document: DocumentId; readonly finding: Diagnostic; readonly apps: readonly DocumentId[] }> {
    for (const [document, { apps, waiting }] of this.#cascades)
      for (const each of waiting) yield { document, finding: each.tell(), apps };
  }

  #expectations(definition: CascadeDefinition): Waiting[] {
    const { layers, merge, site } = definition;
    return [
      ...layers.filter((layer) => layer.optional).map((layer) => this.#optionalLayer(layer)),
      ...layers.flatMap((layer) => layer.finals.map((final) => finalPlace(final.tokens, final.site))),
      ...merge.map(({ pattern }) => mergeRule(pattern, site, this.#budget)),
    ];
  }

  #optionalLayer({ id, site }: LayerDefinition): Waiting {
    return {
      isMet: ({ plan }) => {
        const filled = fillTemplate(id, (name) => plan.variables.get(name));
        if (!('text' in filled)) return true;
        const document = filled.text.replace(/^\//, '') as DocumentId;
        return this.#host.exists(document) || this.#host.exists(childId(document, 'config'));
      },
      tell: () =>
        diagnostic(
          'lint/idle-layer',
          { layer: id.text },
          { site, hint: 'Remove the layer, correct its id, or create a document for it' },
        ),
    };
  }
}

function finalPlace(tokens: readonly string[], site: Site): Waiting {
  return {
    isMet: ({ data }) => data !== undefined && valueAt(data, tokens) !== undefined,
    tell: () =>
      diagnostic(
        'lint/idle-final',
        { pointer: formatPointer(tokens) },
        { site, hint: 'Correct the pointer; keep it if nobody is ever to set anything there' },
      ),
  };
}

function mergeRule(pattern: readonly string[], site: Site, budget: StepBudget): Waiting {
  const pointer = formatPointer(pattern);
  return {
    isMet: ({ data }) => hasArrayAt(data, pattern, budget),
    tell: () =>
      diagnostic(
        'lint/idle-merge',
        { pointer },
        {
          site: { ...site, pointer: `/merge/${escapeToken(pointer)}`, at: 'key' },
          hint: 'Correct the pointer, or remove the rule',
        },
      ),
  };
}
