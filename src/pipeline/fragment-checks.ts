import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { asJson } from '../model/layer-value.ts';
import { noVariables } from '../model/variables.ts';
import type { Resolver } from '../resolver/resolver.ts';
import { locateSchemaFinding } from './locate-schema-finding.ts';
import type { RunHost } from './run-host.ts';

export interface FragmentVerdict {
  /** Complete when recording; without it findings of the schema are only flagged. */
  readonly diagnostics: readonly Diagnostic[];
  readonly flagged: boolean;
  /** Schemas that were consulted, and every document that the fragment refers to, also in parts that an app leaves out. */
  readonly dependencies: readonly string[];
}

/** A fragment stands outside of any app: fields that belong to some environments may be in it. */
const outside = { anyEnvironment: true };

/** `$schema` in a fragment binds the fragment, by itself. Each is judged once, for all apps that it is part of. */
export class FragmentChecks {
  readonly #host: RunHost;
  readonly #resolver: Resolver;
  readonly #known = new Map<string, FragmentVerdict>();

  constructor(host: RunHost, resolver: Resolver) {
    this.#host = host;
    this.#resolver = resolver;
  }

  /** Undefined for documents that bind no schema of their own, or only one for the app that they configure. */
  verdict(id: DocumentId): FragmentVerdict | undefined {
    if (!this.#host.bindsItself(id) || kindOf(id) !== 'fragment') return undefined;
    const known = this.#known.get(id) ?? this.#judge(id);
    this.#known.set(id, known);
    return known;
  }

  /** What hangs on placeholders, or is left to be merged, has no value outside of an app and is judged there. */
  #judge(id: DocumentId): FragmentVerdict {
    const document = this.#host.document(id);
    const binding = document && this.#host.bindOwn(document);
    if (document?.value === undefined || binding === undefined) return { diagnostics: [], flagged: false, dependencies: [] };
    const { value: bound, diagnostics } = binding;
    const inlined = this.#resolver.layer(document, noVariables, false);
    const dependencies = [...binding.dependencies, ...inlined.dependencies];
    if (bound === undefined || inlined.broken || inlined.patches) return { diagnostics, flagged: false, dependencies };
    const value = asJson(inlined.value);
    if (bound.isClean(value, outside)) return { diagnostics, flagged: false, dependencies };
    const { trace } = inlined;
    if (trace === undefined) return { diagnostics, flagged: true, dependencies };
    const found = bound.findings(value, outside).map((finding) => locateSchemaFinding(finding, trace, bound));
    return { diagnostics: [...diagnostics, ...found], flagged: false, dependencies };
  }
}
