import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/documents/source-index.ts';
import type { LayoutNode } from '../../src/documents/layout.ts';
import { carryPointer } from '../../src/migration/carry-pointer.ts';
import { migrateData } from '../../src/migration/migrate-data.ts';
import type { Chain, Step } from '../../src/migration/step.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Source, SourceFormat } from '../../src/model/source.ts';
import { Json5Printer } from '../documents/json5-printer.ts';
import { Random } from '../documents/random.ts';
import { migrate, sourceOf, valueOf } from './document.ts';
import { migrationOf } from './migration-of.ts';
import { commentsOf, PrettyText } from './pretty-text.ts';
import { randomData, randomSteps } from './random-steps.ts';

const seed = Number(process.env['MIGRATION_SEED'] ?? 20261120);
const numRuns = Number(process.env['MIGRATION_RUNS'] ?? 1500);

interface Case {
  readonly source: Source;
  readonly chain: Chain;
  readonly migrated: Source;
  readonly wanted: JsonValue;
}

function law(
  print: (value: JsonValue, random: Random) => string,
  format: SourceFormat,
  check: (given: Case) => void,
  runs = numRuns,
): void {
  let met = 0;
  fc.assert(
    fc.property(fc.integer(), (start) => {
      const random = new Random(start);
      const data = randomData(random);
      const source = sourceOf(print(data, random), format);
      const value = valueOf(source);
      const chain = migrationOf(randomSteps(value, random)).steps;
      const wanted = migrateData(value, chain).value;
      const { value: result } = migrate(source, chain);
      expect(result === undefined).toBe(wanted === undefined);
      if (wanted === undefined || result === undefined) return;
      met += 1;
      check({ source, chain, migrated: { ...source, text: result.text }, wanted });
    }),
    { seed, numRuns: runs },
  );
  expect(met).toBeGreaterThan(runs / 10);
}

const pretty = (value: JsonValue, random: Random) => new PrettyText(random).json5(value);
const yaml = (value: JsonValue, random: Random) => new PrettyText(random).yaml(value);
const wild = (value: JsonValue, random: Random) => new Json5Printer(random).document(value);
const json = (value: JsonValue) => JSON.stringify(value, null, 2);

/** Steps after which every comment has a place to be. */
const keeping = new Set<Step['op']>(['add', 'rename', 'move', 'convert', 'wrap', 'head']);

function shown({ source, chain, migrated }: Case): string {
  return `${chain.map((step) => step.text).join(', ')}\n${source.text}\n=>\n${migrated.text}`;
}

function checkComments(given: Case): void {
  if (!given.chain.every(({ op }) => keeping.has(op))) return;
  expect([...commentsOf(given.migrated.text)].sort(), shown(given)).toEqual([...commentsOf(given.source.text)].sort());
}

/** The lines of a text that hold nothing of what some step concerns. */
function untouchedLines({ source, chain }: Case): readonly string[] {
  const { text } = source;
  const touched: (readonly [number, number])[] = [];
  const visit = (node: LayoutNode, path: readonly string[], parent: LayoutNode | undefined): void => {
    const concerned =
      chain.some((step) => [...step.scope, ...step.at].length >= path.length && carryPointer(path, [step]).touched) ||
      chain.some((step) => isPlace(step, path));
    if (concerned && parent !== undefined) touched.push([Math.max(0, node.keyStart), node.end]);
    for (const [i, child] of node.children.entries()) visit(child, [...path, child.key ?? String(i)], node);
  };
  visit(layoutOf(source).root as LayoutNode, [], undefined);
  let at = 0;
  return text.split('\n').filter((line) => {
    const [start, end] = [at, at + line.length];
    at = end + 1;
    return !touched.some(([from, to]) => from <= end && to >= start) && /[a-z0-9]/i.test(line);
  });
}

function isPlace({ scope, at }: Step, path: readonly string[]): boolean {
  const place = [...scope, ...at];
  return place.length === path.length && place.every((token, i) => token === null || token === path[i]);
}

describe('the text of a migrated document has the migrated value', () => {
  it('JSON5 as people write it, and its comments are all there', () =>
    law(pretty, 'json5', (given) => {
      expect(valueOf(given.migrated), shown(given)).toEqual(given.wanted);
      checkComments(given);
    }));
  it('JSON5 in every way that the grammar allows', () =>
    law(wild, 'json5', (given) => expect(valueOf(given.migrated), shown(given)).toEqual(given.wanted)));
  it('JSON', () => law(json, 'json', (given) => expect(valueOf(given.migrated), shown(given)).toEqual(given.wanted)));
  it('YAML, and its comments are all there', () =>
    law(
      yaml,
      'yaml',
      (given) => {
        expect(valueOf(given.migrated), shown(given)).toEqual(given.wanted);
        checkComments(given);
      },
      numRuns / 3,
    ));
});

describe('only lines change that hold what a step concerns', () => {
  it.each([
    ['json5', pretty],
    ['json', json],
  ] as const)('%s', (format, print) =>
    law(print, format, (given) => {
      if (!given.chain.every(({ op }) => op === 'rename' || op === 'convert' || op === 'remove')) return;
      const after = new Set(given.migrated.text.split('\n').map((line) => line.replace(/,(?= |$)/, '')));
      for (const line of untouchedLines(given).filter((each) => /: [^{[]/.test(each)))
        expect(after, shown(given)).toContain(line.replace(/,(?= |$)/, ''));
    }),
  );

  it('renaming and converting keep the number of lines', () =>
    law(pretty, 'json5', (given) => {
      if (!given.chain.every(({ op }) => op === 'rename' || op === 'convert')) return;
      const [before, after] = [given.source.text.split('\n'), given.migrated.text.split('\n')];
      expect(after.length).toBe(before.length);
      for (const line of untouchedLines(given)) expect(after[before.indexOf(line)]).toBe(line);
    }));
});
