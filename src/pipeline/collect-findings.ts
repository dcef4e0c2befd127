import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Site } from '../model/source.ts';
import { defaultSettings } from '../workspace/settings.ts';

const moreFindings = 'workspace/more-findings';
/** What says that something was left out is never left out itself. */
const limitCodes: ReadonlySet<string> = new Set([moreFindings, 'documents/too-many-errors', 'schema/more-findings']);

/** A diagnostic and the apps in which it was met. */
export interface Collected {
  readonly diagnostic: Diagnostic;
  readonly apps: Set<string>;
}

/**
 * One entry per cause: the same finding at the same place in 400 apps is one finding. Of one app so many errors are taken,
 * and as many warnings: without a bound one layer with 10,000 mistakes could be noted for each of 10,000 apps.
 */
export class FindingCollector {
  readonly #limit: number;
  readonly #known = new Map<string, Collected>();
  readonly #keys = new WeakMap<Diagnostic, string>();
  readonly #counts = { error: new Map<string, number>(), warning: new Map<string, number>() };

  /** @param limit `limits.diagnostics` of the settings */
  constructor(limit: number = defaultSettings.limits.diagnostics) {
    this.#limit = limit;
  }

  add(finding: Diagnostic, app?: string): void {
    if (app === undefined || limitCodes.has(finding.code)) this.#note(finding, app);
    else this.#count(finding, app);
  }

  #count(finding: Diagnostic, app: string): void {
    const counts = this.#counts[finding.severity === 'error' ? 'error' : 'warning'];
    const count = counts.get(app) ?? 0;
    if (count > this.#limit || this.#known.get(this.#keyOf(finding))?.apps.has(app) === true) return;
    counts.set(app, count + 1);
    this.#note(count < this.#limit ? finding : this.#leftOut(), app);
  }

  #note(finding: Diagnostic, app: string | undefined): void {
    const key = this.#keyOf(finding);
    const collected = this.#known.get(key) ?? { diagnostic: finding, apps: new Set<string>() };
    this.#known.set(key, collected);
    if (app !== undefined) collected.apps.add(app);
  }

  #leftOut(): Diagnostic {
    const hint = 'Correct those that are told first, or raise limits.diagnostics in confman.json5';
    return diagnostic(moreFindings, { limit: this.#limit }, { hint });
  }

  addAll(diagnostics: Iterable<Diagnostic>, app?: string): void {
    for (const each of diagnostics) this.add(each, app);
  }

  get collected(): readonly Collected[] {
    return [...this.#known.values()];
  }

  #keyOf(finding: Diagnostic): string {
    const known = this.#keys.get(finding);
    if (known !== undefined) return known;
    const key = `${finding.code}\0${siteKey(finding.site)}\0${JSON.stringify(finding.args)}`;
    this.#keys.set(finding, key);
    return key;
  }
}

function siteKey(site: Site | undefined): string {
  if (site === undefined) return '';
  const at = typeof site.at === 'string' ? site.at : `${site.at.start}-${site.at.end}`;
  return `${site.source.path}\0${site.pointer}\0${at}`;
}
