import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Site } from '../model/source.ts';

const hints = {
  references: 'Shorten the chain of references, or raise limits.references in confman.json5',
  resolvedDepth: 'Flatten the documents, or raise limits.resolvedDepth in confman.json5',
} as const;

/**
 * Unwinds references that are nested too deep, up to the one where they began: what lies between must not be remembered,
 * because entered further down it may be fine. The one throw of the resolver; `Resolver.target` catches it.
 */
export class TooDeep extends Error {
  readonly #limit: number;
  readonly #setting: keyof typeof hints;

  constructor(limit: number, setting: keyof typeof hints) {
    super(`nested more than ${limit} deep`);
    this.#limit = limit;
    this.#setting = setting;
  }

  /** @param site of the reference where the chain began */
  told(site: Site): Diagnostic {
    return diagnostic('resolver/too-deep', { limit: this.#limit }, { site, hint: hints[this.#setting] });
  }
}
