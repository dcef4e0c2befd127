import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { Consulted } from './consulted.ts';
import type { SchemaLibrary } from './library.ts';
import type { SchemaDocument, SchemaPart, SchemaTraits } from './schema-document.ts';

/** A schema document and everything that it reaches through references. */
export interface Closure {
  readonly root: SchemaDocument;
  readonly parts: readonly SchemaPart[];
  readonly documents: readonly SchemaDocument[];
  readonly consulted: Consulted;
  readonly traits: SchemaTraits;
  /** Of all parts; what keeps the schemas from being used are the errors among them. */
  readonly problems: readonly Diagnostic[];
}

export function closureOf(root: SchemaDocument, library: SchemaLibrary): Closure {
  const parts = new Set<SchemaPart>([root.whole]);
  const consulted = new Consulted();
  const problems = new Set<Diagnostic>();
  if (root.id !== undefined) consulted.document(root.id);
  for (const part of parts) {
    const links = library.linksOf(part);
    consulted.addAll(links.consulted);
    for (const problem of [...part.problems, ...links.problems]) problems.add(problem);
    for (const each of links.parts) parts.add(each.document.whole).add(each);
  }
  const documents = [...new Set([...parts].map((part) => part.document))];
  return { root, parts: [...parts], documents, consulted, traits: traitsOf([...parts]), problems: [...problems] };
}

function traitsOf(parts: readonly SchemaPart[]): SchemaTraits {
  const some = (trait: keyof SchemaTraits): boolean => parts.some((part) => part.traits[trait]);
  return {
    inheritedNames: some('inheritedNames'),
    dynamic: some('dynamic'),
    environments: some('environments'),
    secrets: some('secrets'),
    defaults: some('defaults'),
    deprecations: some('deprecations'),
    lifecycles: some('lifecycles'),
    merges: some('merges'),
  };
}
