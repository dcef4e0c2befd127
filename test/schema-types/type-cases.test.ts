import { beforeAll, describe, expect, it } from 'vitest';
import { typeErrors } from './type-check.ts';
import { typeCases } from './type-cases.ts';
import { typed, withSamples } from './typed.ts';

const names = Object.keys(typeCases);
const modules: Record<string, string> = {};
let errors: readonly string[] = [];

beforeAll(async () => {
  for (const [i, name] of names.entries()) {
    const { schema, fits, others } = typeCases[name]!;
    modules[`case${i}`] = withSamples(await typed(schema), fits, others);
  }
  errors = typeErrors(modules);
});

describe('the compiler accepts what the schema accepts, and nothing else', () => {
  it.each(names.map((name, i) => [name, `case${i}`] as const))('%s', (_name, file) => {
    const own = errors.filter((line) => line.startsWith(`src/${file}.ts`));
    expect({ own, module: own.length === 0 ? '' : modules[file] }).toEqual({ own: [], module: '' });
  });
});
