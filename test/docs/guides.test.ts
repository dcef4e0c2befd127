import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, type BuiltPackage } from './built-package.ts';
import { pagePath, playedDifferences } from './repository-page.ts';

let built: BuiltPackage;
beforeAll(() => {
  built = buildPackage();
});
afterAll(() => built.remove());

const pages = readdirSync(pagePath('docs')).filter((name) => name.endsWith('.md'));

describe('what a guide shows is what the program does', () => {
  it.each(pages)('docs/%s', (page) => {
    expect(playedDifferences(`docs/${page}`, built)).toEqual([]);
  });
});
