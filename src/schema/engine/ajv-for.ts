import { _, Ajv, type CodeKeywordDefinition, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import type { Draft } from '../../model/schema-world.ts';
import { assertionDefinitions } from './definitions/assertions.ts';
import { fastCallDefinitions, fullCallDefinitions } from './definitions/calls.ts';
import { RuntimeCalls } from './definitions/runtime-call.ts';
import { deprecatedDefinition, markDefinitions, stepDefinition } from './definitions/steps.ts';
import { unevaluatedDefinitions } from './definitions/unevaluated.ts';
import type { Runtime } from './runtime.ts';

type AjvLike = Pick<Ajv, keyof Ajv>;
type AjvConstructor = new (options: Options) => AjvLike;

/** The build of ajv for each draft. Draft-06 is draft-07 without `if`, which lowering does not let through there. */
const builds: Readonly<Record<Draft, AjvConstructor>> = {
  // A CommonJS module whose default export is the class itself or stands under `default`, as the loader likes.
  'draft-04': ((AjvDraft04 as unknown as { default?: AjvConstructor }).default ?? AjvDraft04) as AjvConstructor,
  'draft-06': Ajv,
  'draft-07': Ajv,
  '2019-09': Ajv2019,
  '2020-12': Ajv2020,
};

export interface AjvNeeds {
  readonly draft: Draft;
  readonly runtime: Runtime;
  /** Every failure of a value, with all that explains it; else only whether there is one. */
  readonly reportsFailures: boolean;
  /** Members that every object inherits are told apart from own ones. */
  readonly ownProperties: boolean;
}

/** An instance of ajv that compiles lowered schemas: it resolves nothing, knows no identifiers and loads nothing. */
export function ajvFor({ draft, runtime, reportsFailures, ownProperties }: AjvNeeds): AjvLike {
  const ajv = new builds[draft]({
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    inlineRefs: false,
    messages: false,
    ownProperties,
    allErrors: reportsFailures,
    verbose: reportsFailures,
    formats: runtime.formats as NonNullable<Options['formats']>,
    uriResolver: { parse: (uri) => ({ path: uri }), resolve: (_base, uri) => uri, serialize: ({ path }) => path ?? '' },
    code: {
      optimize: false,
      source: !reportsFailures,
      formats: _`runtime.formats`,
      regExp: Object.assign(patternEngine(runtime), { code: 'runtime.pattern' }),
    },
  });
  // The builds for 2019-09 and later turn on bookkeeping that lowering makes needless.
  ajv.opts.unevaluated = false;
  ajv.opts.dynamicRef = false;
  for (const definition of definitionsOf(runtime, reportsFailures)) replaceKeyword(ajv, definition);
  putFirst(ajv, 'confman:step');
  return ajv;
}

/** ajv keeps one engine object per distinct text of it: the text has to tell patterns apart. */
function patternEngine(runtime: Runtime): (source: string) => RegExp {
  return (source) => {
    const { test } = runtime.pattern(source);
    return { test, toString: () => `pattern ${source}` } as unknown as RegExp;
  };
}

function definitionsOf(runtime: Runtime, reportsFailures: boolean): CodeKeywordDefinition[] {
  const calls = new RuntimeCalls(runtime);
  return [
    ...assertionDefinitions(calls),
    ...unevaluatedDefinitions(calls),
    ...(reportsFailures ? [...fullCallDefinitions(calls), ...markDefinitions(calls)] : fastCallDefinitions(calls)),
    deprecatedDefinition(calls, reportsFailures),
    stepDefinition(calls, reportsFailures),
  ];
}

function replaceKeyword(ajv: AjvLike, definition: CodeKeywordDefinition): void {
  if (ajv.getKeyword(String(definition.keyword)) !== false) ajv.removeKeyword(String(definition.keyword));
  ajv.addKeyword(definition);
}

/** The rules that hold for values of every type run before all others, in their order. */
function putFirst(ajv: AjvLike, keyword: string): void {
  const rules = ajv.RULES.rules[0]?.rules ?? [];
  const at = rules.findIndex((rule) => rule.keyword === keyword);
  rules.unshift(...rules.splice(at, 1));
}
