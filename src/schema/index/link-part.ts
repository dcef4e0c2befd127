import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { Consulted } from './consulted.ts';
import type { SchemaLibrary } from './library.ts';
import { resolveReference } from './resolve-reference.ts';
import type { SchemaPart } from './schema-document.ts';

/** What the references of a part lead to. */
export interface Links {
  readonly problems: readonly Diagnostic[];
  readonly consulted: Consulted;
  /** The parts that hold what is named, in the order of the references. */
  readonly parts: ReadonlySet<SchemaPart>;
}

/** Resolves every reference of a part, those in unused definitions too. */
export function linkPart(part: SchemaPart, library: SchemaLibrary): Links {
  const problems: Diagnostic[] = [];
  const parts = new Set<SchemaPart>();
  const consulted = new Consulted();
  for (const use of part.references) {
    const resolved = resolveReference(use, library, consulted);
    if ('problems' in resolved) problems.push(...resolved.problems);
    else parts.add(library.link(use, resolved.target));
  }
  return { problems, consulted, parts };
}
