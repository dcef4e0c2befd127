import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const root = new URL('..', import.meta.url).pathname;
const types = !process.argv.includes('--no-types');
const named = process.argv.indexOf('--outdir');
const outdir = named < 0 ? 'dist' : process.argv[named + 1];

rmSync(resolve(root, outdir), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts', 'src/resolve-worker.ts', 'src/stat-worker.ts', 'src/index.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  define: {
    "process.env['CONFMAN_VERSION']": JSON.stringify(version),
    "process.env['CONFMAN_BUILD']": JSON.stringify(hashOfSources()),
  },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await writeSchemas();
if (types)
  execFileSync('node', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

/** What one build remembers another does not take over, also while the version stays. */
function hashOfSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 32);
}

/** The shapes of confman's own documents, for editors. */
async function writeSchemas() {
  const contents = `
    export { settingsSchema as settings } from './src/workspace/settings-schema.ts';
    export { cascadeSchema as cascade } from './src/cascade/cascade-schema.ts';
    export { namespaceSchema as namespace } from './src/namespaces/namespace-schema.ts';
    export { familySchema as family } from './src/schema-diff/retention/family-schema.ts';
    export { approvalsSchema as approvals } from './src/schema-diff/approvals/approvals-schema.ts';`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: root }, bundle: true, format: 'esm', write: false });
  const schemas = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const folder = resolve(root, outdir, 'schemas');
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(schemas))
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
