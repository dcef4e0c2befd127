import JSON5 from 'json5';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import { decodeText } from '../../src/documents/decode-text.ts';
import { parseDocument } from '../../src/documents/parse-document.ts';
import { sampleDocuments } from './sample-documents.ts';

/*
 * How fast documents are read, in MB of JSON5 text per second: confman's reader, the json5 package, and JSON.parse on
 * the same data as JSON. The three take turns, and the median of the rounds counts.
 * Run with: npx esbuild bench/documents/reader.ts --bundle --platform=node --format=esm | node --input-type=module
 */
const ROUNDS = 15;
const texts = sampleDocuments(400).map(asRead);
const sources = texts.map((text, i) => ({ path: `${i}.json5`, format: 'json5' as const, text }));
const plain = texts.map((text) => JSON.stringify(JSON5.parse(text), null, 2));
const megabytes = (all: readonly string[]): number => all.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;

const readers = [
  {
    name: 'confman',
    size: megabytes(texts),
    repeat: 20,
    run: () => sources.forEach((source) => parseDocument(source, defaultDocumentLimits)),
  },
  { name: 'json5', size: megabytes(texts), repeat: 1, run: () => texts.forEach((text) => JSON5.parse(text)) },
  { name: 'JSON.parse', size: megabytes(plain), repeat: 20, run: () => plain.forEach((text) => JSON.parse(text)) },
];

for (const source of sources) {
  const { value } = parseDocument(source, defaultDocumentLimits);
  const expected = JSON.stringify(sorted(JSON5.parse(source.text)));
  if (JSON.stringify(value?.value) !== expected) throw new Error(`${source.path} is read differently`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** As the text of a file is: in one piece, and not put together from parts, which would be slower to read for everybody. */
function asRead(text: string): string {
  const decoded = decodeText(Buffer.from(text));
  if ('text' in decoded) return decoded.text;
  throw new Error(`not UTF-8 at ${decoded.invalidAt}`);
}

const speeds = new Map(readers.map(({ name }) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round++) {
  for (const { name, size, repeat, run } of readers) {
    const start = performance.now();
    for (let i = 0; i < repeat; i++) run();
    speeds.get(name)?.push((size * repeat * 1000) / (performance.now() - start));
  }
}

const median = (name: string): number => speeds.get(name)?.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
for (const { name, size } of readers)
  console.log(
    `${name.padEnd(12)} ${median(name).toFixed(1).padStart(7)} MB/s  (${size.toFixed(2)} MB in ${texts.length} documents)`,
  );
console.log(`confman / json5: ${(median('confman') / median('json5')).toFixed(1)} times`);
