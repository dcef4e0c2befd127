import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const root = new URL('..', import.meta.url).pathname;
const types = !process.argv.includes('--no-types');
const named = process.argv.indexOf('--outdir');
const outdir = named < 0 ? 'dist' : process.argv[named + 1];

/**
 * A program in many small files starts slowly, and so does one in a single large file. These are loaded together, each with
 * what it imports: what every command needs; what a server's hook needs for a push that is not about requests, as most are, and
 * for one that is; what compiles apps; what compiles schemas. Everything else comes as it is asked for.
 */
const chunks = [
  { name: 'version', priority: 5, test: /[/\\]src[/\\]model[/\\]tool-version\.ts$/ },
  { name: 'program', priority: 4, test: /[/\\]src[/\\]program\.ts$/ },
  { name: 'push', priority: 3.5, test: /[/\\]src[/\\]publish[/\\]embedded[/\\]receive-from-git\.ts$/ },
  { name: 'judge', priority: 3.4, test: /[/\\]src[/\\]publish[/\\]embedded[/\\]judge-receive\.ts$/ },
  { name: 'workspace', priority: 3, test: /[/\\]src[/\\]commands[/\\]resolve-once\.ts$/ },
  { name: 'compiler', priority: 2, test: /[/\\]src[/\\]pipeline[/\\](?:build-apps|create-schema-port)\.ts$/ },
  { name: 'schema-compiler', priority: 1, test: /[/\\]src[/\\]schema[/\\]schema-compiler\.ts$/ },
];

rmSync(resolve(root, outdir), { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input: {
    cli: 'src/cli.ts',
    index: 'src/index.ts',
    'resolve-worker': 'src/resolve-worker.ts',
  },
  platform: 'node',
  preserveEntrySignatures: 'allow-extension',
  plugins: [withoutSubprograms()],
  transform: {
    target: 'node20.19',
    define: {
      'process.env.CONFMAN_VERSION': JSON.stringify(version),
      'process.env.CONFMAN_BUILD': JSON.stringify(hashOfSources()),
    },
  },
});
await bundle.write({
  dir: resolve(root, outdir),
  format: 'esm',
  chunkFileNames: '[name]-[hash].js',
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  comments: { legal: true, annotation: false, jsdoc: false },
  codeSplitting: { groups: chunks },
});
await writeSchemas();
if (types)
  execFileSync('node', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

/**
 * commander loads what starts processes, for commands that are programs of their own. confman has none, and the module, which
 * brings the network along, would make every start longer.
 */
function withoutSubprograms() {
  const absent = '\0no-subprograms';
  return {
    name: 'without-subprograms',
    resolveId: (source, importer = '') =>
      source === 'node:child_process' && /[/\\]commander[/\\]lib[/\\]/.test(importer) ? absent : null,
    load: (id) => (id === absent ? 'export {};' : null),
  };
}

/** What one build remembers another does not take over, also while the version stays. */
function hashOfSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 32);
}

/** The shapes of confman's own documents, for editors. */
async function writeSchemas() {
  const rooms = {
    settings: 'workspace',
    cascade: 'cascade',
    namespace: 'namespaces',
    groups: 'namespaces',
    family: 'schema-diff/retention',
    approvals: 'schema-diff/approvals',
    migration: 'migration',
  };
  const folder = resolve(root, outdir, 'schemas');
  mkdirSync(folder, { recursive: true });
  for (const [name, room] of Object.entries(rooms)) {
    const source = await rolldown({ cwd: root, input: `src/${room}/${name}-schema.ts`, platform: 'node' });
    const { output } = await source.generate({ format: 'esm' });
    const exported = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(exported[`${name}Schema`], null, 2)}\n`);
  }
}
