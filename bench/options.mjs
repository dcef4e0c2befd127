import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SIZES } from './workload.mjs';

const USAGE = `usage: npm run bench -- [options]
  --sizes S,M,L     sizes to measure: S = 100, M = 1,000, L = 10,000, XL = 40,000 apps (default S,M)
  --rounds N        runs of which the median is taken (default 5)
  --confman FILE    program to measure (default bin/confman.js); none measures the scripts alone
  --dir DIR         where the workloads are written (default /dev/shm, or the temporary folder)
  --git             put each workload under version control first
  --json FILE       also write every single figure`;

const text = (value) => ({ type: 'string', ...(value && { default: value }) });

const declared = {
  sizes: text('S,M'),
  rounds: text('5'),
  confman: text(fileURLToPath(new URL('../bin/confman.js', import.meta.url))),
  dir: text(),
  json: text(),
  git: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

/** The options of a run, or a sentence that says what is wrong with them. */
export function readOptions() {
  const { values } = parseArgs({ options: declared });
  const sizes = values.sizes.split(',');
  const rounds = Number(values.rounds);
  const confman = values.confman === 'none' ? undefined : resolve(values.confman);
  if (values.help) return { problem: USAGE };
  if (!sizes.every((size) => Object.hasOwn(SIZES, size))) return { problem: `Unknown size in ${values.sizes}\n${USAGE}` };
  if (!Number.isInteger(rounds) || rounds < 1) return { problem: `--rounds takes a whole number from 1\n${USAGE}` };
  if (confman !== undefined && !existsSync(confman))
    return { problem: `${values.confman} does not exist: run npm run build first` };
  return { ...values, sizes, rounds, confman };
}
