import type { Expanding } from './expand.ts';
import type { Interpreter } from './interpreter.ts';
import type { Found, Way } from './literal.ts';
import type { PatternTests } from './pattern-tests.ts';
import type { TextSearch } from './text-search.ts';
import type { WorkLimit } from './work-limit.ts';

export interface FinderParts extends Expanding {
  readonly interpreter: Interpreter;
  readonly patterns: PatternTests;
  readonly texts: TextSearch;
  readonly work: WorkLimit;
}

/** Looks for values inside of values. */
export interface Finder {
  readonly parts: FinderParts;
  /** A value of which all of these hold. */
  find(literals: Way): Found;
  /** The same with more demands. */
  findWith(literals: Way, more: Way): Found;
}
