import type { Closure } from './index/closure.ts';
import type { SchemaLibrary } from './index/library.ts';
import type { Resource } from './index/schema-document.ts';

/** A schema without errors, with everything that its references name. */
export interface LinkedSchema {
  readonly library: SchemaLibrary;
  readonly closure: Closure;
  readonly resource: Resource;
}
