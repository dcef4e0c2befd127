import type { FieldGroup } from '../../effective-diff/effective-view.ts';
import { compareKeys } from '../../model/canonical-json.ts';

/** Apps in which a field of the snapshot went from one text to another, one entry for each pair of texts. */
export class FieldGroups<T extends string | null> {
  readonly #groups = new Map<string, { readonly before: T; readonly after: T; readonly apps: string[] }>();

  add(app: string, before: T, after: T): void {
    if (before === after) return;
    const key = JSON.stringify([before, after]);
    const known = this.#groups.get(key);
    if (known === undefined) this.#groups.set(key, { before, after, apps: [app] });
    else known.apps.push(app);
  }

  get groups(): FieldGroup<T>[] {
    return [...this.#groups].sort(([a], [b]) => compareKeys(a, b)).map(([, group]) => group);
  }
}
