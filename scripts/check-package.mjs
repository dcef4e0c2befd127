import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

// What is published must work on its own: packed, installed elsewhere without any network, run, and imported with types.
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'confman-package-'));
const run = (command, args, cwd = folder) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** A link leads to a file of the package, or to a folder of it. */
function deadLinks(page, files) {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^```[^\n]*\n.*?^```$/gms, '');
  return Array.from(text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g), ([, link]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => posix.join(posix.dirname(page), link))
    .filter((target) => !files.some((path) => path === target || path.startsWith(`${target}/`)))
    .map((target) => `${page} -> ${target}`);
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
  check(!files.some((path) => /^(?:src|test|bench)\//.test(path)), 'the package holds sources or tests');
  const dead = files.filter((path) => path.endsWith('.md')).flatMap((page) => deadLinks(page, files));
  check(dead.length === 0, `the package lacks what its pages lead to: ${dead.join(', ')}`);

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
