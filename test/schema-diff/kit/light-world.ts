import type { DocumentId } from '../../../src/model/document-id.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import type { SchemaWorld } from '../../../src/model/schema-world.ts';
import { ClassTable } from '../../../src/schema-diff/containment/class-table.ts';
import { Interpreter } from '../../../src/schema-diff/containment/interpreter.ts';
import { PatternTests } from '../../../src/schema-diff/containment/pattern-tests.ts';
import { compilePattern, type CompiledPattern } from '../../../src/patterns/compile-pattern.ts';
import { closureOf } from '../../../src/schema/index/closure.ts';
import { SchemaLibrary } from '../../../src/schema/index/library.ts';
import { readSchema } from '../../../src/schema/index/read-schema.ts';
import type { Resource } from '../../../src/schema/index/schema-document.ts';
import { schemaWorld } from '../../../src/schema/schema-world.ts';

const compiled = new Map<string, CompiledPattern>();

function patternOf(source: string): CompiledPattern {
  const known = compiled.get(source) ?? compilePattern(source);
  compiled.set(source, known);
  return known;
}

/**
 * A world without a validator behind it, for the many: documents are judged by the interpreter, which a test of its own holds
 * against the validator. The schema is taken to be sound.
 */
export function lightWorld(schema: JsonValue, name = 'schema'): SchemaWorld {
  const nothing = { document: () => ({ missing: true }) as const, versions: () => [], nearest: () => [], all: () => [] };
  const library = new SchemaLibrary({ ...nothing, idAt: () => undefined });
  const text = JSON.stringify(schema);
  const read = readSchema('light' as DocumentId, { path: name, format: 'json', text }, JSON.parse(text) as JsonObject);
  if ('problems' in read) throw new Error(`no schema: ${text}`);
  const closure = closureOf(read.document, library);
  if (closure.problems.some(({ severity }) => severity === 'error')) throw new Error(`unsound: ${text}`);
  const world: SchemaWorld = schemaWorld({
    library,
    closure,
    resource: read.document.resources[0] as Resource,
    pattern: patternOf,
    secretSchemes: ['vault', 'env', 'keyvault'],
    accepts: (document, environment) => judges(environment).accepts(classOf(), document),
    name,
  });
  const patterns = new PatternTests(world.checks);
  let table: ClassTable | undefined;
  const classOf = (): ReturnType<ClassTable['classOf']> => (table ??= new ClassTable()).classOf(world, world.root);
  const judges = (environment: string | undefined): Interpreter =>
    new Interpreter({ checks: world.checks, patterns, environment });
  return world;
}
