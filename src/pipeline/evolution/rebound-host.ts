import type { DocumentId } from '../../model/document-id.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import type { RawDocument } from '../../resolver/inlined.ts';
import type { BoundSchema } from '../../schema/bound-schema.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { GovernedPlan } from '../governance.ts';
import type { Binding, RunHost } from '../run-host.ts';

/** The workspace as if whatever is bound to a version of a family were bound to one certain schema instead. */
export class ReboundHost implements RunHost {
  readonly settings: Settings;
  readonly #host: RunHost;
  readonly #family: DocumentId;
  readonly #instead: BoundSchema;

  constructor(host: RunHost, family: DocumentId, instead: BoundSchema) {
    this.settings = host.settings;
    this.#host = host;
    this.#family = family;
    this.#instead = instead;
  }

  exists(id: DocumentId): boolean {
    return this.#host.exists(id);
  }

  isApp(id: DocumentId): boolean {
    return this.#host.isApp(id);
  }

  document(id: DocumentId, once?: boolean): RawDocument | undefined {
    return this.#host.document(id, once);
  }

  nearest(text: string): readonly string[] {
    return this.#host.nearest(text);
  }

  shape(...args: Parameters<RunHost['shape']>): ReturnType<RunHost['shape']> {
    return this.#host.shape(...args);
  }

  bindsItself(id: DocumentId): boolean {
    return this.#host.bindsItself(id);
  }

  bindOwn(document: RawDocument): Binding | undefined {
    const binding = this.#host.bindOwn(document);
    return binding && this.#rebound(binding);
  }

  bind(app: DocumentId, config: RawDocument, plan: GovernedPlan): Binding {
    return this.#rebound(this.#host.bind(app, config, plan));
  }

  #rebound(binding: Binding): Binding {
    const { value } = binding;
    return value !== undefined && schemaVersionOf(value.id)?.family === this.#family
      ? { ...binding, value: this.#instead }
      : binding;
  }
}
