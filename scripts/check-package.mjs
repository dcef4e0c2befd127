import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What is published must work on its own: packed, installed elsewhere without any network, run, and imported with types.
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'confman-package-'));
const run = (command, args, cwd = folder) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function check(condition, message) {
  if (!condition) throw new Error(message);
}

try {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
  const files = packed.files.map((file) => file.path);
  for (const wanted of ['bin/confman.js', 'dist/cli.js', 'dist/index.js', 'dist/index.d.ts', 'README.md', 'LICENSE']) {
    check(files.includes(wanted), `the package lacks ${wanted}`);
  }
  check(
    files.some((path) => path.startsWith('templates/workspace/')),
    'the package lacks the template',
  );
  check(!files.some((path) => /^(?:src|test|bench|examples)\//.test(path)), 'the package holds sources or tests');

  writeFileSync(join(folder, 'package.json'), '{ "name": "user", "private": true, "type": "module" }');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', join(folder, packed.filename)]);
  const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  check(installed.join() === 'confman', `an install brings along ${installed.join()}`);

  const program = join(folder, 'node_modules/.bin/confman');
  check(run(program, ['--version']).trim() === version, 'the version is wrong');
  run(program, ['init', 'shop']);
  run(program, ['resolve'], join(folder, 'shop'));
  run(program, ['resolve', '--check'], join(folder, 'shop'));

  writeFileSync(
    join(folder, 'use.ts'),
    `import { compile, explain, openWorkspace, parseJson5, validateDocument, type Finding } from 'confman';
const workspace = await openWorkspace('shop');
const compilation = await compile(workspace);
const findings: readonly Finding[] = compilation.findings;
const [app] = workspace.apps;
const leaves = explain(compilation, app ?? '');
const checked = await validateDocument('{ a: 1 }', { type: 'object' });
console.log(JSON.stringify([findings.length, leaves !== undefined, parseJson5('[1]').value, checked.valid]));
`,
  );
  const options = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    exactOptionalPropertyTypes: true,
    types: [],
    lib: ['es2023'],
    outDir: '.',
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, lib: ['es2023', 'dom'] }, files: ['use.ts'] }),
  );
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
  const printed = run(process.execPath, ['use.js']).trim();
  check(printed === '[0,true,[1],true]', `the library printed ${printed}`);
  console.log(`${packed.filename}: ${files.length} files, ${Math.round(packed.size / 1024)} KiB; installs, runs and imports`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
