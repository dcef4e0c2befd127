import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The main job on examples/, in a copy: resolve, explain one value, break a layer, see the finding.
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'confman-demo-'));
const program = join(root, 'bin/confman.js');

function confman(...args) {
  console.log(`\n$ confman ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: folder, stdio: 'inherit' });
  return status;
}

function expectCode(found, wanted) {
  if (found !== wanted) throw new Error(`expected exit code ${wanted}, found ${found}`);
}

try {
  cpSync(join(root, 'examples'), folder, {
    recursive: true,
    filter: (path) => !/[/\\](?:resolved|\.confman|expected)$/.test(path),
  });
  expectCode(confman('resolve'), 0);
  expectCode(confman('explain', 'apps/checkout/prod/ap-1', '/network/timeouts/connectMs'), 0);
  const layer = join(folder, 'configs/system/settings/logging.json5');
  const text = readFileSync(layer, 'utf8');
  const broken = text.replace(/level: "info"/, 'level: "loud"');
  if (broken === text) throw new Error('the demo no longer finds the line that it breaks');
  console.log('\n# A typing error in a layer that every app shares: level: "info" becomes level: "loud"');
  writeFileSync(layer, broken);
  expectCode(confman('resolve'), 1);
  writeFileSync(layer, text);
  expectCode(confman('resolve'), 0);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
