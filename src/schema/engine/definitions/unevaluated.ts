import { _, type CodeKeywordDefinition, type KeywordCxt, type Name } from 'ajv';
import { names } from './names.ts';
import { not } from 'ajv/dist/compile/codegen/index.js';
import { Type } from 'ajv/dist/compile/util.js';
import type { RuntimeCalls } from './runtime-call.ts';

/**
 * `unevaluatedProperties` and `unevaluatedItems` after the plan that was made for the schema: ajv's own bookkeeping of what
 * was evaluated differs from the drafts (`contains`, inherited names, recursion).
 */
export function unevaluatedDefinitions(runtime: RuntimeCalls): CodeKeywordDefinition[] {
  return [
    {
      keyword: 'unevaluatedProperties',
      type: 'object',
      schemaType: ['boolean', 'object'],
      trackErrors: true,
      error: {
        message: 'must not have unevaluated properties',
        params: ({ params }) => _`{unevaluatedProperty: ${params['at']}}`,
      },
      code: (cxt) => judgeRest(cxt, runtime.made(cxt.gen, 'unevaluatedNames', planOf(cxt)), Type.Str),
    },
    {
      keyword: 'unevaluatedItems',
      type: 'array',
      schemaType: ['boolean', 'object'],
      trackErrors: true,
      error: { message: 'must not have unevaluated items', params: ({ params }) => _`{index: ${params['at']}}` },
      code: (cxt) => judgeRest(cxt, runtime.made(cxt.gen, 'unevaluatedIndices', planOf(cxt)), Type.Num),
    },
  ];
}

function planOf(cxt: KeywordCxt): string {
  return String(cxt.parentSchema['confman:evaluation']);
}

function judgeRest(cxt: KeywordCxt, rest: Name, dataPropType: Type): void {
  const { gen, data, it, keyword, errsCount } = cxt;
  if (cxt.schema === true) return;
  gen.forOf('at', _`${rest}(${data})`, (at) => {
    if (cxt.schema === false) {
      cxt.setParams({ at });
      cxt.error();
      if (it.allErrors !== true) gen.break();
      return;
    }
    const valid = gen.name('valid');
    cxt.subschema({ keyword, dataProp: at, dataPropType }, valid);
    if (it.allErrors !== true) gen.if(not(valid), () => gen.break());
  });
  cxt.ok(_`${errsCount} === ${names.errors}`);
}
