import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { validateXML } from 'xmllint-wasm';

/** Ant's schema of JUnit XML, the one that most others were made from; the package holds it as a string of its test. */
function antSchema(): string {
  const path = createRequire(import.meta.url).resolve('junit-xml/src/index.test.ts');
  const literal = /const antJunitSchema = '(?<schema>.*?)';\n/.exec(readFileSync(path, 'utf8'))?.groups?.['schema'];
  if (literal === undefined) throw new Error('junit-xml no longer holds the schema');
  return literal.replaceAll("\\'", "'");
}

/** What is wrong with each of these documents by Ant's schema. */
export async function junitErrors(documents: readonly string[]): Promise<string[]> {
  const xml = documents.map((contents, i) => ({ fileName: `report-${i}.xml`, contents }));
  const { valid, errors } = await validateXML({ xml, schema: antSchema(), initialMemoryPages: 512, maxMemoryPages: 2048 });
  return valid ? [] : errors.map((error) => error.rawMessage);
}
