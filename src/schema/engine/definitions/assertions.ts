import { _, str, type CodeKeywordDefinition } from 'ajv';
import type { RuntimeCalls } from './runtime-call.ts';

/** Keywords that judge by a function of the runtime. */
export function assertionDefinitions(runtime: RuntimeCalls): CodeKeywordDefinition[] {
  return [
    { keyword: 'confman:never', error: { message: 'is never allowed' }, code: (cxt) => cxt.fail(_`true`) },
    {
      keyword: 'confman:secret',
      error: { message: 'must be a reference to a secret' },
      code: (cxt) => cxt.fail(_`typeof ${cxt.data} != "string" || !${runtime.call(cxt.gen, 'isSecret')}(${cxt.data})`),
    },
    {
      keyword: 'confman:base64',
      type: 'string',
      error: { message: 'must be base64' },
      code: (cxt) => cxt.fail(_`!${runtime.call(cxt.gen, 'isBase64')}(${cxt.data})`),
    },
    {
      keyword: 'confman:environments',
      error: { message: 'must not appear in this environment' },
      code: (cxt) => cxt.fail(_`!${runtime.made(cxt.gen, 'allows', JSON.stringify(cxt.schema))}()`),
    },
    ...['confman:enum', 'confman:const'].map((keyword): CodeKeywordDefinition => ({
      keyword,
      error: { message: 'must be one of the allowed values' },
      code: (cxt) => cxt.fail(_`!${runtime.made(cxt.gen, 'oneOf', String(cxt.schema))}(${cxt.data})`),
    })),
    ...textDefinitions(runtime),
    multipleDefinition(runtime),
    uniqueDefinition(runtime),
  ];
}

function textDefinitions(runtime: RuntimeCalls): CodeKeywordDefinition[] {
  const length = (keyword: string, name: 'isLonger' | 'isShorter'): CodeKeywordDefinition => ({
    keyword,
    type: 'string',
    error: { message: str`has a wrong length`, params: ({ schema }) => _`{limit: ${Number(schema)}}` },
    code: (cxt) => cxt.fail(_`${runtime.call(cxt.gen, name)}(${cxt.data}, ${Number(cxt.schema)})`),
  });
  return [length('confman:maxLength', 'isLonger'), length('confman:minLength', 'isShorter')];
}

function multipleDefinition(runtime: RuntimeCalls): CodeKeywordDefinition {
  return {
    keyword: 'confman:multiple',
    type: 'number',
    error: { message: 'must be a multiple', params: ({ schema }) => _`{multipleOf: ${Number(schema)}}` },
    code: (cxt) => {
      const divisor = Number(cxt.schema);
      const isInteger = Number.isInteger(divisor);
      cxt.fail(
        isInteger ? _`${cxt.data} % ${divisor} !== 0` : _`!${runtime.call(cxt.gen, 'isMultiple')}(${cxt.data}, ${divisor})`,
      );
    },
  };
}

function uniqueDefinition(runtime: RuntimeCalls): CodeKeywordDefinition {
  return {
    keyword: 'confman:unique',
    type: 'array',
    error: {
      message: 'must not have equal elements',
      params: ({ params }) => _`{i: ${params['equal']}[1], j: ${params['equal']}[0]}`,
    },
    code: (cxt) => {
      const equal = cxt.gen.const('equal', _`${runtime.call(cxt.gen, 'equalItems')}(${cxt.data})`);
      cxt.setParams({ equal });
      cxt.fail(_`${equal} !== undefined`);
    },
  };
}
