import { expect, test } from 'vitest';
import { Sandbox, shop } from './sandbox.ts';

test('an invalid snapshot keeps references to secrets and withholds what stands in their place', () => {
  const box = new Sandbox();
  for (const [path, text] of Object.entries(shop)) box.write(path, text);
  box.write('configs/apps/shop/eu/config.json5', '{ url: 7, password: "vault://shop/eu" }');
  box.write('configs/apps/shop/us/config.json5', '{ url: "https://us.example.com", password: "hunter2" }');
  const refused = box.confman(['resolve']);
  expect(refused.code).toBe(1);
  expect(box.has('resolved')).toBe(false);
  const { code, stdout, stderr } = box.confman(['resolve', '--allow-invalid']);
  expect(code).toBe(1);
  expect(stdout + stderr + refused.stderr).not.toContain('hunter2');
  const eu = JSON.parse(box.read('resolved/apps/shop/eu.json')) as { validationStatus: string; data: object };
  expect(eu).toMatchObject({ validationStatus: 'Invalid', data: { url: 7, password: 'vault://shop/eu' } });
  expect(box.read('resolved/apps/shop/us.json')).not.toContain('hunter2');
  expect(box.read('resolved/apps/shop/us.json')).toContain('withheld');
  for (const format of ['json', 'github', 'gitlab', 'sarif', 'junit', 'markdown']) {
    expect(box.confman(['validate', '--format', format]).stdout).not.toContain('hunter2');
  }
  for (const command of [
    ['get', 'apps/shop/us'],
    ['explain', 'apps/shop/us'],
    ['get', 'apps/shop/us', '--show-references'],
  ]) {
    const shown = box.confman(command);
    expect(shown.stdout + shown.stderr).not.toContain('hunter2');
  }
});
