import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import { childPointer } from '../model/pointer.ts';
import type { Namespace } from '../namespaces/namespace.ts';
import type { CompiledApp } from './compiled-app.ts';
import type { RunHost } from './run-host.ts';

/** What schemas ask for without a placeholder (`x-confman-allowed-environments`). */
const asked = 'environment';

/** Variables that no placeholder of any app asks for. */
export class LintVariables {
  readonly #host: RunHost;
  readonly #used = new Set<string>();
  readonly #namespaces = new Map<DocumentId, { readonly vars: Namespace['vars']; readonly used: Set<string> }>();

  constructor(host: RunHost) {
    this.#host = host;
  }

  add({ plan }: CompiledApp, names: Iterable<string>): void {
    const used = new Set(names);
    for (const { layers, schema } of plan.cascades)
      for (const { parts } of [...layers.map((layer) => layer.id), ...(schema === undefined ? [] : [schema.reference])])
        for (const [i, part] of parts.entries()) if (i % 2 === 1) used.add(part);
    for (const name of used) this.#used.add(name);
    for (const { id, vars } of plan.scope.chain) {
      const known = this.#namespaces.get(id) ?? { vars, used: new Set() };
      this.#namespaces.set(id, known);
      for (const name of used) known.used.add(name);
    }
  }

  *findings(): Iterable<{ readonly document: DocumentId | undefined; readonly finding: Diagnostic }> {
    for (const name of Object.keys(this.#host.settings.vars))
      if (name !== asked && !this.#used.has(name)) yield { document: undefined, finding: unused(name) };
    for (const [id, { vars, used }] of this.#namespaces)
      for (const name of Object.keys(vars))
        if (name !== asked && !used.has(name)) yield { document: id, finding: unused(name, this.#host.document(id)) };
  }
}

function unused(name: string, document?: ReturnType<RunHost['document']>): Diagnostic {
  const site = document && ({ source: document.source, pointer: childPointer('/vars', name), at: 'key' } as const);
  const hint = document === undefined ? 'Remove it from the vars of confman.json5' : 'Remove it, or write it in a placeholder';
  return diagnostic('lint/unused-variable', { name }, { site, hint });
}
