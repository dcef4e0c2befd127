import { _, nil, type Code } from 'ajv';
import type { AjvInstance, CompiledUnit, UnitCompiler } from './compile-units.ts';

type Source = NonNullable<CompiledUnit['source']>;

/**
 * The validators of a compiler as the text of one function of `runtime` and `require`, which returns them by unit.
 * Each stands in parentheses: the engine then compiles it along with the whole, so that its code can be cached.
 */
export function moduleText(compiler: UnitCompiler): string {
  const drafts = [...compiler.instances()].map(([ajv, ids]) => draftText(ajv, ids, compiler));
  return asciiOnly(`(function (runtime, require) {"use strict";const units = {};\n${drafts.join('\n')}\nreturn units;})`);
}

/** Each draft has an instance of ajv of its own, and names of its own. */
function draftText(ajv: AjvInstance, ids: readonly string[], compiler: UnitCompiler): string {
  const used = {};
  const parts = ids.map((id) => {
    const source = compiler.compiled(id).source as Source;
    return `${scopeText(ajv, source, used)}\nconst ${String(source.validateName)} = units.${id} = (${source.validateCode});`;
  });
  return `(function () {${parts.join('\n')}})();`;
}

/** What a validator names: functions of the runtime, patterns, data. Other validators are declared on their own. */
function scopeText(ajv: AjvInstance, { scopeValues, validateCode }: Source, used: object): string {
  const needed = Object.fromEntries(
    Object.entries(scopeValues).map(([prefix, names = new Set()]) => [
      prefix,
      new Set([...names].filter((name) => prefix !== 'schema' || validateCode.includes(name.str))),
    ]),
  );
  const code = ajv.scope.scopeCode(needed, used, (name): Code => {
    if (name.prefix === 'validate') return nil;
    const validateName = (name.value?.ref as { readonly validateName?: Code } | undefined)?.validateName;
    // Too much for the engine: whatever needs it accepts nothing, and whoever explains that tells why.
    if (validateName === undefined) return _`const ${name} = {validate: () => false};`;
    // Units that call each other: the other one may be declared further down.
    return _`const ${name} = {get validate() { return ${validateName}; }};`;
  });
  return String(code);
}

/** Outside of ASCII there are only string literals; a text of single bytes is read much faster. */
function asciiOnly(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
