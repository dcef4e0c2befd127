import { expect, test } from 'vitest';
import { Sandbox } from './sandbox.ts';

const secret = 'team/db#hunter2';
const files = {
  'confman.json5': '{ secretSchemes: ["vault", "https"] }',
  'schemas/a/v1.json': '{ "properties": { "pw": { "x-confman-secret-ref": true } } }',
  'configs/g.json5': `{ pw: { old: "${secret}" }, o: { ref: "vault://${secret}" }, kind: {}, url: 'https://${secret}' }`,
  'configs/a/config.json5': `{ $schema: "schemas/a/v1", pw: "vault://${secret}", kind: 1, o: 1 } // https://${secret}`,
  'configs/a/cascade.json5': '{ layers: [{ id: "g" }, { id: "{app}" }] }',
};

test.each(['pretty', 'json', 'github', 'gitlab', 'sarif', 'junit', 'markdown'])(
  'a reference in a line that a finding shows is masked in %s, whatever the finding is about',
  (format) => {
    const box = new Sandbox();
    const withoutOld = { ...files, 'configs/g.json5': files['configs/g.json5'].replace(`{ old: "${secret}" }`, '1') };
    for (const [path, text] of Object.entries(withoutOld)) box.write(path, text);
    for (const command of ['validate', 'resolve']) {
      const { stdout, stderr } = box.confman([command, '--format', format]);
      expect(stdout + stderr).toContain('kind-changed');
      expect(stdout + stderr).not.toContain('hunter2');
    }
  },
);

test('explain and get show no reference, and nothing of what stands in the place of one or was hidden there', () => {
  const box = new Sandbox();
  for (const [path, text] of Object.entries(files)) box.write(path, text);
  for (const args of [
    ['explain', 'a'],
    ['explain', 'a', '/pw'],
    ['explain', 'a', '--format', 'json'],
    ['get', 'a'],
    ['get', 'a', '/url', '--raw'],
  ])
    expect(box.confman([...args, '--quiet']).stdout).not.toContain('hunter2');
  expect(box.confman(['get', 'a', '/url', '--show-references']).stdout).toBe(`"https://${secret}"\n`);
  box.write('configs/a/config.json5', `{ $schema: "schemas/a/v1", pw: { x: ["${secret}"] } }`);
  expect(box.confman(['explain', 'a']).stdout).toContain('/pw/x/0 = "(withheld)"');
  expect(box.confman(['explain', 'a', '--format', 'json']).stdout).not.toContain('hunter2');
});
