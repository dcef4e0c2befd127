import { _, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import { strConcat } from 'ajv/dist/compile/codegen/code.js';
import { names } from './names.ts';
import type { RuntimeCalls } from './runtime-call.ts';

/** Counts down the steps; everything that can be repeated without bound passes here. */
export function stepDefinition(runtime: RuntimeCalls, reportsFailures: boolean): CodeKeywordDefinition {
  return {
    keyword: 'confman:step',
    code: (cxt) => {
      const context = runtime.context(cxt.gen);
      cxt.gen.if(_`(${context}.steps -= ${Number(cxt.schema)}) < 0`, () => cxt.gen.code(_`${context}.exhausted()`));
      if (!reportsFailures) dropFailures(cxt);
    },
  };
}

/** From here on inwards failures are empty objects: half of the generated text would only describe them. */
function dropFailures(cxt: KeywordCxt): void {
  (cxt.it as { createErrors?: boolean }).createErrors = false;
}

/** A deprecated field is no failure; it is noted. */
export function deprecatedDefinition(runtime: RuntimeCalls, reportsFailures: boolean): CodeKeywordDefinition {
  return {
    keyword: 'confman:deprecated',
    code: ({ gen, it }) => {
      const context = runtime.context(gen);
      if (!reportsFailures) gen.code(_`${context}.warned = true`);
      else {
        const pointer = strConcat(names.instancePath, it.errorPath);
        gen.code(_`${context}.note(${pointer}, ${it.topSchemaRef}${it.schemaPath})`);
      }
    },
  };
}

/** Stand around a schema whose failures have something in common. */
export function markDefinitions(runtime: RuntimeCalls): CodeKeywordDefinition[] {
  return [
    {
      keyword: 'confman:open',
      before: 'allOf',
      code: ({ gen, schema, it }) => {
        const pointer = strConcat(names.instancePath, it.errorPath);
        gen.code(_`${runtime.context(gen)}.open(${Number(schema)}, ${pointer}, ${names.errors})`);
      },
    },
    {
      keyword: 'confman:close',
      post: true,
      code: ({ gen }) => gen.code(_`${runtime.context(gen)}.close(${names.failures}, ${names.errors})`),
    },
  ];
}
