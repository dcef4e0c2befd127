import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { RawDocument } from '../resolver/inlined.ts';
import type { BoundSchema } from '../schema/bound-schema.ts';
import type { Settings } from '../workspace/settings.ts';
import type { GovernedPlan } from './governance.ts';

export interface Binding {
  readonly value: BoundSchema | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly dependencies: readonly string[];
}

/** The workspace as one run sees it: read once, the same for every app. */
export interface RunHost {
  readonly settings: Settings;
  exists(id: DocumentId): boolean;
  isApp(id: DocumentId): boolean;
  /** @param once the document serves one app alone and need not be kept */
  document(id: DocumentId, once?: boolean): RawDocument | undefined;
  nearest(text: string): readonly string[];
  /** @param explain give the findings, not only one sign that there are some */
  shape(name: 'cascade' | 'namespace', document: RawDocument, explain: boolean): readonly Diagnostic[];
  /** Whether a document that was read has a `$schema`. */
  bindsItself(id: DocumentId): boolean;
  /** The schema that the `$schema` of a document names; undefined where it has none. */
  bindOwn(document: RawDocument): Binding | undefined;
  /** The schema of an app, nearest binding first. */
  bind(app: DocumentId, config: RawDocument, plan: GovernedPlan): Binding;
}
