import type { SchemaLibrary } from '../index/library.ts';
import { FastShape } from '../lowering/fast-shape.ts';
import { Lowering } from '../lowering/lowering.ts';
import { UnitTable } from '../lowering/unit-table.ts';
import { ajvFor } from './ajv-for.ts';
import { UnitCompiler } from './compile-units.ts';
import { createRuntime, type Judge, type RuntimeParts } from './runtime.ts';

/** Validators that tell valid from invalid, and nothing else. */
export interface FastEngine {
  readonly lowering: Lowering;
  readonly compiler: UnitCompiler;
}

export function createFastEngine(
  library: SchemaLibrary,
  parts: Omit<RuntimeParts, 'unitOf'>,
  ownProperties: boolean,
): FastEngine {
  const table = new UnitTable('u', true);
  const shape = new FastShape(table, () => lowering);
  const lowering = new Lowering(library, table, shape);
  const runtime = createRuntime({ ...parts, unitOf: (id) => compiler.compiled(id) as Judge });
  const compiler = new UnitCompiler(table.complete, (draft) => ajvFor({ draft, runtime, ownProperties, reportsFailures: false }));
  return { lowering, compiler };
}
