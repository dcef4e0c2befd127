import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import type { CompareMode } from '../../schema-diff/comparison.ts';
import type { Workspace } from '../workspace.ts';
import { comparePair, type ComparedPair } from './compare-sides.ts';
import type { SchemaSide } from './schema-side.ts';
import { workspaceSide } from './workspace-side.ts';

/** Versions of one workspace, each pair of them compared once. */
export class PairCache {
  readonly workspace: Workspace;
  readonly today: string;
  readonly #sides = new Map<DocumentId, Outcome<SchemaSide | undefined>>();
  readonly #pairs = new Map<string, Outcome<ComparedPair>>();

  constructor(workspace: Workspace, today: string) {
    this.workspace = workspace;
    this.today = today;
  }

  side(id: DocumentId): Outcome<SchemaSide | undefined> {
    const known = this.#sides.get(id) ?? workspaceSide(this.workspace, id);
    this.#sides.set(id, known);
    return known;
  }

  /** No value where one of the schemas cannot be used, which the diagnostics tell. */
  pair(family: DocumentId, from: string, to: string, mode: CompareMode): Outcome<ComparedPair | undefined> {
    const key = `${family} ${from} ${to} ${mode}`;
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const [old, now] = [this.side(childId(family, from)), this.side(childId(family, to))];
    const diagnostics: Diagnostic[] = [...old.diagnostics, ...now.diagnostics].filter((each) => each.severity === 'error');
    if (old.value === undefined || now.value === undefined) return { value: undefined, diagnostics };
    const compared = comparePair(old.value, now.value, { mode, allowUnknown: false, today: this.today });
    this.#pairs.set(key, compared);
    return compared;
  }
}
