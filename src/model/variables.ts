import { lastSegment, type DocumentId } from './document-id.ts';

/** The values of an app's placeholders. */
export interface Variables {
  get(name: string): string | undefined;
  readonly names: readonly string[];
}

export const noVariables: Variables = { get: () => undefined, names: [] };

/** Captures first, then `{app}` and `{name}`, then the variables of the app's namespaces and of the settings. */
export class AppVariables implements Variables {
  readonly #app: DocumentId;
  readonly #captures: ReadonlyMap<string, string> | undefined;
  readonly #vars: Readonly<Record<string, string>>;

  constructor(app: DocumentId, captures: ReadonlyMap<string, string> | undefined, vars: Readonly<Record<string, string>>) {
    this.#app = app;
    this.#captures = captures;
    this.#vars = vars;
  }

  get names(): readonly string[] {
    return [...new Set([...(this.#captures?.keys() ?? []), 'app', 'name', ...Object.keys(this.#vars)])];
  }

  get(name: string): string | undefined {
    const captured = this.#captures?.get(name);
    if (captured !== undefined) return captured;
    if (name === 'app') return this.#app;
    if (name === 'name') return lastSegment(this.#app);
    return Object.hasOwn(this.#vars, name) ? this.#vars[name] : undefined;
  }
}
