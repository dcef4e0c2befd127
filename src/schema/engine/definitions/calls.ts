import { _, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import type { SchemaEnv } from 'ajv/dist/compile/index.js';
import { isOwnProperty } from 'ajv/dist/vocabularies/code.js';
import { callRef, getValidate } from 'ajv/dist/vocabularies/core/ref.js';
import type { RuntimeCalls } from './runtime-call.ts';

/** So many calls are joined by `||` in one condition: each nests the parser by one. */
const CALLS_PER_TEST = 32;

/**
 * Calls of other units, for validators that only have to tell valid from invalid: without the failures, and without what
 * the called unit would need to report them.
 */
export function fastCallDefinitions(runtime: RuntimeCalls): CodeKeywordDefinition[] {
  return [
    {
      keyword: '$ref',
      schemaType: 'string',
      code: (cxt) => cxt.fail(_`!${unitCode(cxt, String(cxt.schema))}(${cxt.data})`),
    },
    {
      keyword: 'confman:foreign',
      code: (cxt) => cxt.fail(_`!${runtime.made(cxt.gen, 'unit', String(cxt.schema))}(${cxt.data})`),
    },
    { keyword: 'confman:members', type: 'object', code: memberCalls },
    containsDefinition(runtime),
  ];
}

/** The same calls, with failures. */
export function fullCallDefinitions(runtime: RuntimeCalls): CodeKeywordDefinition[] {
  return [
    {
      keyword: '$ref',
      schemaType: 'string',
      code: (cxt) => callRef(cxt, unitCode(cxt, String(cxt.schema)), envOf(cxt, String(cxt.schema))),
    },
    {
      keyword: 'confman:foreign',
      code: (cxt) => callRef(cxt, runtime.made(cxt.gen, 'unit', String(cxt.schema))),
    },
    containsDefinition(runtime),
  ];
}

interface Contains {
  readonly unit: string;
  readonly min: number;
  readonly max: number | null;
}

/** For values of any type, so that nothing that ajv does with arrays can come in between. */
function containsDefinition(runtime: RuntimeCalls): CodeKeywordDefinition {
  return {
    keyword: 'confman:contains',
    error: {
      message: 'must contain',
      params: ({ schema }) => {
        const { min, max } = schema as Contains;
        return max === null ? _`{minContains: ${min}}` : _`{minContains: ${min}, maxContains: ${max}}`;
      },
    },
    code: (cxt) => {
      const { gen, data } = cxt;
      const { unit, min, max } = cxt.schema as Contains;
      const accepts = runtime.made(gen, 'unit', unit);
      const count = gen.let('count', 0);
      gen.if(_`Array.isArray(${data})`, () =>
        gen.forOf('item', data, (item) => gen.if(_`${accepts}(${item})`, () => gen.code(_`${count}++`))),
      );
      const isOff = max === null ? _`${count} < ${min}` : _`(${count} < ${min} || ${count} > ${max})`;
      cxt.fail(_`Array.isArray(${data}) && ${isOff}`);
    },
  };
}

/** A unit that is not compiled yet is called through its place: compiling it here and now could nest without end. */
function unitCode(cxt: KeywordCxt, id: string): Code {
  return getValidate(cxt, envOf(cxt, id));
}

function envOf({ it }: KeywordCxt, id: string): SchemaEnv {
  const env = it.self.schemas[id];
  if (env === undefined) throw new Error(`there is no unit ${id}`);
  return env;
}

/** `{name: unit}`: the members that are there must be accepted by their units. */
function memberCalls(cxt: KeywordCxt): void {
  const members = Object.entries(cxt.schema as Record<string, string>);
  for (let from = 0; from < members.length; from += CALLS_PER_TEST) {
    const group = members.slice(from, from + CALLS_PER_TEST);
    const tests = group.map(([name, id]) => _`(${isPresent(cxt, name)} && !${unitCode(cxt, id)}(${cxt.data}[${name}]))`);
    cxt.fail(tests.reduce((all, test) => _`${all} || ${test}`));
  }
}

function isPresent({ gen, data, it }: KeywordCxt, name: string): Code {
  const isThere = _`${data}[${name}] !== undefined`;
  return it.opts.ownProperties === true ? _`${isThere} && ${isOwnProperty(gen, data, name)}` : isThere;
}
