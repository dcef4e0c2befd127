import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { Variables } from '../model/variables.ts';
import type { Inlined, RawDocument } from './inlined.ts';

/** What the targets of a part bring along beside their values: whoever uses the part depends on it and has to say it too. */
export class BroughtAlong {
  readonly dependencies = new Set<DocumentId>();
  readonly diagnostics: Set<Diagnostic>;
  patches = false;
  indexKeys: boolean;
  flagged = false;
  reach = 0;
  readonly #taken = new Set<Inlined>();

  constructor(document: RawDocument) {
    this.indexKeys = document.indexKeys;
    this.dependencies.add(document.id);
    this.diagnostics = new Set(document.diagnostics);
  }

  /**
   * Once for each target, however often it is referred to.
   *
   * @param variables of the part: what the target asked for, the part has asked for
   */
  take(target: Inlined, variables: Variables): void {
    this.reach = Math.max(this.reach, target.reach + 1);
    if (this.#taken.has(target)) return;
    this.#taken.add(target);
    for (const id of target.dependencies) this.dependencies.add(id);
    for (const name of target.asked.keys()) variables.get(name);
    for (const finding of target.diagnostics) this.diagnostics.add(finding);
    this.flagged ||= target.flagged;
    this.patches ||= target.patches;
    this.indexKeys ||= target.indexKeys;
  }
}
