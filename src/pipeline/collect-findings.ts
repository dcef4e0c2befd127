import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Site } from '../model/source.ts';

/** A diagnostic and the apps in which it was met. */
export interface Collected {
  readonly diagnostic: Diagnostic;
  readonly apps: Set<string>;
}

/** One entry per cause: the same finding at the same place in 400 apps is one finding. */
export class FindingCollector {
  readonly #known = new Map<string, Collected>();
  readonly #seen = new WeakMap<Diagnostic, Collected>();

  add(diagnostic: Diagnostic, app?: string): void {
    const collected = this.#seen.get(diagnostic) ?? this.#find(diagnostic);
    if (app !== undefined) collected.apps.add(app);
  }

  addAll(diagnostics: Iterable<Diagnostic>, app?: string): void {
    for (const each of diagnostics) this.add(each, app);
  }

  get collected(): readonly Collected[] {
    return [...this.#known.values()];
  }

  #find(diagnostic: Diagnostic): Collected {
    const key = `${diagnostic.code}\0${siteKey(diagnostic.site)}\0${JSON.stringify(diagnostic.args)}`;
    const collected = this.#known.get(key) ?? { diagnostic, apps: new Set<string>() };
    this.#known.set(key, collected);
    this.#seen.set(diagnostic, collected);
    return collected;
  }
}

function siteKey(site: Site | undefined): string {
  if (site === undefined) return '';
  const at = typeof site.at === 'string' ? site.at : `${site.at.start}-${site.at.end}`;
  return `${site.source.path}\0${site.pointer}\0${at}`;
}
