import { parsePointer, type Pointer } from '../../model/pointer.ts';

/** What follows these in a pointer is a name, which may be that of a keyword. */
const mapKeywords: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
]);

/**
 * The property whose presence makes a part of a schema apply: in `dependentSchemas`, and in `dependencies` where it has
 * schemas. The innermost where there are several.
 */
export function demandingProperty(schemaPointer: Pointer): string | undefined {
  const tokens = parsePointer(schemaPointer) ?? [];
  let found: string | undefined;
  for (let i = 0; i < tokens.length; i += 1) {
    const keyword = tokens[i] as string;
    if (!mapKeywords.has(keyword)) continue;
    i += 1;
    if (keyword === 'dependentSchemas' || keyword === 'dependencies') found = tokens[i];
  }
  return found;
}
