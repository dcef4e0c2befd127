import { deepEqual, isObject, type JsonValue } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import { traceAt, type Trace } from '../../model/provenance.ts';
import type { AppCompiler } from '../app-compiler.ts';
import type { CompiledApp } from '../compiled-app.ts';

/**
 * Provenance of what an app has from the layers below its own document. These are merged once for all apps that share them,
 * so that nobody need be compiled with provenance for a change that comes from there.
 */
export class InheritedTraces {
  readonly #app: CompiledApp;
  readonly #own: JsonValue | undefined;
  readonly #below: { readonly value: JsonValue; readonly trace: Trace } | undefined;
  /** Something was asked that the app's own document may have a say in, or that comes from elsewhere. */
  lacking = false;

  /**
   * @param app compiled without provenance
   * @param compiler one with it
   */
  constructor(app: CompiledApp, compiler: AppCompiler) {
    this.#app = app;
    const below = compiler.below(app);
    this.#own = below?.own;
    this.#below = below?.trace === undefined ? undefined : { value: below.value, trace: below.trace };
  }

  at(tokens: readonly string[]): Trace | undefined {
    const trace = this.#find(tokens);
    this.lacking ||= trace === undefined;
    return trace;
  }

  #find(tokens: readonly string[]): Trace | undefined {
    if (this.#below === undefined || this.#own === undefined || mayConcern(this.#own, tokens)) return undefined;
    const { value, trace } = this.#below;
    const [inherited, now] = [valueAt(value, tokens), this.#app.data && valueAt(this.#app.data, tokens)];
    // Defaults of the schema are filled in after the layers.
    const isSame = inherited !== undefined && now !== undefined && deepEqual(inherited, now);
    return isSame ? traceAt(trace, tokens) : undefined;
  }
}

/** Whether a document as it is written says something at a place, above it or below; what has directives on the way may. */
function mayConcern(raw: JsonValue, tokens: readonly string[]): boolean {
  let at: JsonValue = raw;
  for (const token of tokens) {
    if (!isObject(at) || Object.keys(at).some((key) => key.startsWith('$'))) return true;
    if (!Object.hasOwn(at, token)) return false;
    at = at[token] as JsonValue;
  }
  return true;
}
