// Compares pairs of schemas with confman and with the two published comparers: verdicts and times, as markdown.
// npm run build && node bench/schema-diff.mjs
import { createRequire } from 'node:module';
import { diffSchemas } from '../dist/index.js';
import { median } from './median.mjs';
import { largePair, pairs } from './schema-diff-pairs.mjs';

const require = createRequire(import.meta.url);
const { diffSchemas: published } = require('json-schema-diff');
const validator = require('json-schema-diff-validator');
const sizes = [100, 500, 2000, 8000];
const rounds = 5;
/** A tool that needs longer for one size is not asked for larger ones. */
const patience = 20_000;
const lenient = { allowNewOneOf: true, allowNewEnumValue: true, allowReorder: true };

/** Each answers whether the new version accepts what the old one accepts: true, false, or undefined for "cannot tell". */
const tools = {
  confman: async (old, now) => {
    const { verdict } = await diffSchemas(old, now, { mode: 'backward' });
    return verdict === 'unknown' ? undefined : verdict === 'compatible';
  },
  'json-schema-diff': async (old, now) => {
    const { removalsFound } = await published({ sourceSchema: old, destinationSchema: now });
    return !removalsFound;
  },
  'json-schema-diff-validator': async (old, now) => accepted(old, now, {}),
  'the same, lenient': async (old, now) => accepted(old, now, lenient),
};

function accepted(old, now, options) {
  try {
    validator.validateSchemaCompatibility(old, now, options);
    return true;
  } catch (error) {
    if (/not backward compatible/.test(String(error))) return false;
    throw error;
  }
}

/** `refused` where the tool fails on the pair. */
async function ask(tool, pair) {
  try {
    return await tool(structuredClone(pair.old), structuredClone(pair.new));
  } catch {
    return 'refused';
  }
}

function judge(answer, { accepts }) {
  if (answer === 'refused') return 'refused';
  if (answer === undefined) return 'unknown';
  if (answer === accepts) return 'right';
  return accepts ? 'false alarm' : 'MISSED';
}

async function timeOf(tool, pair) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const [old, now] = [structuredClone(pair.old), structuredClone(pair.new)];
    const start = performance.now();
    await tool(old, now);
    times.push(performance.now() - start);
    if (times[0] > patience / rounds) break;
  }
  return median(times);
}

const names = Object.keys(tools);
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
const head = (cells) => {
  row(cells);
  row(cells.map(() => '---'));
};

console.log('## Verdicts\n');
head(['pair', 'truth', ...names]);
const scores = Object.fromEntries(names.map((name) => [name, new Map()]));
for (const pair of pairs) {
  const cells = [];
  for (const name of names) {
    const judged = judge(await ask(tools[name], pair), pair);
    scores[name].set(judged, (scores[name].get(judged) ?? 0) + 1);
    cells.push(judged);
  }
  row([pair.name, pair.accepts ? 'compatible' : 'breaks', ...cells]);
}
console.log(`\n## Of ${pairs.length} pairs\n`);
const outcomes = ['right', 'MISSED', 'false alarm', 'unknown', 'refused'];
head(['tool', ...outcomes]);
for (const name of names) row([name, ...outcomes.map((outcome) => scores[name].get(outcome) ?? 0)]);

console.log('\n## Milliseconds for two versions of which every tenth property changed\n');
head(['properties', ...names]);
const slow = new Set();
await ask(tools.confman, largePair(10));
for (const size of sizes) {
  const cells = [];
  for (const name of names) {
    const time = slow.has(name) ? undefined : await timeOf(tools[name], largePair(size)).catch(() => undefined);
    if (time === undefined || time > patience) slow.add(name);
    cells.push(time === undefined ? '-' : time.toFixed(0));
  }
  row([size, ...cells]);
}
