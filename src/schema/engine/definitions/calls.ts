import { _, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import { resolveRef, type SchemaEnv } from 'ajv/dist/compile/index.js';
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
  ];
}

/** The same calls, with failures. */
export function fullCallDefinitions(runtime: RuntimeCalls): CodeKeywordDefinition[] {
  return [
    {
      keyword: 'confman:foreign',
      code: (cxt) => callRef(cxt, runtime.made(cxt.gen, 'unit', String(cxt.schema))),
    },
  ];
}

function unitCode(cxt: KeywordCxt, id: string): Code {
  const { self, schemaEnv } = cxt.it;
  const env = resolveRef.call(self, schemaEnv.root, '', id) as SchemaEnv;
  return getValidate(cxt, env);
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
