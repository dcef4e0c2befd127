import type { SchemaLibrary } from '../index/library.ts';
import { ExplainShape } from '../lowering/explain-shape.ts';
import { Lowering } from '../lowering/lowering.ts';
import { UnitTable } from '../lowering/unit-table.ts';
import { ajvFor } from './ajv-for.ts';
import { UnitCompiler } from './compile-units.ts';
import type { FastEngine } from './fast-engine.ts';
import { createRuntime, type Judge, type RuntimeParts } from './runtime.ts';

/** Validators that report every failure, with the place in the schema that it comes from. */
export interface ExplainEngine {
  readonly shape: ExplainShape;
  readonly lowering: Lowering;
  readonly compiler: UnitCompiler;
}

/** @param fast gives verdicts where nothing is to be reported; its units start with another letter */
export function createExplainEngine(
  library: SchemaLibrary,
  parts: Omit<RuntimeParts, 'unitOf'>,
  fast: FastEngine,
): ExplainEngine {
  const table = new UnitTable('x', false);
  const shape = new ExplainShape(table, fast.lowering);
  const lowering = new Lowering(library, table, shape);
  const runtime = createRuntime({
    ...parts,
    unitOf: (id) => (id.startsWith('x') ? (compiler.compiled(id) as Judge) : verdict(fast.compiler.compiled(id) as Judge)),
  });
  const compiler = new UnitCompiler(table.complete, (draft) =>
    ajvFor({ draft, runtime, ownProperties: true, reportsFailures: true }),
  );
  return { shape, lowering, compiler };
}

/** A fast unit describes no failure, but there has to be one to count. */
function verdict(judge: Judge): Judge {
  const asked: Judge = (data) => {
    const isValid = judge(data);
    asked.errors = isValid ? null : [{}];
    return isValid;
  };
  return asked;
}
