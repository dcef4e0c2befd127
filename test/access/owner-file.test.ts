import { describe, expect, test } from 'vitest';
import { placeBlock } from '../../src/namespaces/owner-block.ts';
import { ownerHosts } from '../../src/namespaces/owner-host.ts';
import { ownerLines } from '../../src/namespaces/owner-lines.ts';
import type { Forge } from '../../src/namespaces/principal.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { ownerRules } from '../../src/pipeline/access/owner-rules.ts';
import type { Files } from '../pipeline/memory-workspace.ts';
import { accessOf } from './workspace-of.ts';

async function linesOf(
  files: Files,
  forge: Forge = 'github',
  settings: JsonObject = {},
  prefix = '',
): Promise<{ readonly lines: readonly string[]; readonly notes: readonly string[] }> {
  const access = await accessOf(files, settings, prefix);
  const { rules, notes } = ownerRules(access, undefined);
  const told = ownerLines(rules, access.groups, forge);
  return { lines: told.lines, notes: [...notes, ...told.notes] };
}

const root = '{ roles: { admin: ["ada@example.com"] } }';

describe('who owns what', () => {
  test('publishers a folder, admins the namespaces, settings and schemas; a child that says the same needs no line', async () => {
    const { lines, notes } = await linesOf({
      'configs/namespace.json5': root,
      'configs/a/namespace.json5': '{ roles: { publisher: ["bob@example.com", "github:Carol", "BOB@example.com"] } }',
      'configs/a/b/namespace.json5': '{ vars: { x: "1" } }',
      'configs/c/namespace.json5': '{ inherit: false, roles: { admin: ["eve@example.com"] } }',
      'schemas/x/v1.json': '{}',
      'schemas/x/family.json5': '{ owner: "carol@example.com" }',
    });
    expect(lines).toEqual([
      '/configs/ ada@example.com',
      '/configs/a/ bob@example.com @Carol',
      '/configs/c/ eve@example.com',
      '/confman.json5 ada@example.com',
      '/schemas/ ada@example.com',
      '/schemas/x/ carol@example.com',
      '/configs/**/namespace.* ada@example.com',
      '/configs/c/**/namespace.* eve@example.com',
    ]);
    expect(notes).toEqual([]);
  });

  test('in the folders that are mounted, and in a workspace below the root of the repository', async () => {
    const { lines } = await linesOf(
      {
        'app/configs/namespace.json5': root,
        'app/configs/teams/namespace.json5': '{ roles: { publisher: ["bob@example.com"] } }',
        'shared/teams/x/config.json5': '{}',
        'shared/other.json5': '{}',
        'elsewhere/y.json5': '{}',
      },
      'github',
      {
        mounts: [
          { at: 'teams/shared', from: 'shared' },
          { at: 'top', from: 'elsewhere' },
        ],
      },
      'app',
    );
    expect(lines.filter((line) => !line.includes('**'))).toEqual([
      '/app/configs/ ada@example.com',
      '/app/configs/teams/ bob@example.com',
      '/elsewhere/ ada@example.com',
      '/shared/ bob@example.com',
      '/app/confman.json5 ada@example.com',
      '/app/schemas/ ada@example.com',
    ]);
  });

  test('nobody: a line without a name takes a folder away from those above', async () => {
    const files = { 'configs/namespace.json5': root, 'configs/a/namespace.json5': '{ inherit: false }' };
    const { lines, notes } = await linesOf(files);
    expect(lines).toContain('/configs/a/');
    expect(notes).toEqual(['Nobody may publish in /a, and it names no owner']);
    const gitea = await linesOf(files, 'gitea');
    expect(gitea.lines).toEqual([]);
  });

  test('of an owner that the forge cannot name there is a note, and never a line without a name', async () => {
    const { lines, notes } = await linesOf({
      'configs/namespace.json5': root,
      'configs/a/namespace.json5': '{ roles: { publisher: ["gitlab:bob"] } }',
    });
    expect(lines.some((line) => line.startsWith('/configs/a/'))).toBe(false);
    expect(notes).toEqual([
      'gitlab:bob cannot be named on github',
      '/configs/a: none of the owners can be named on github, which asks those of the folder above, if any',
    ]);
  });

  test('a group is its team where it has one there, else its members', async () => {
    const files = {
      'configs/groups.json5':
        '{ pay: { members: ["github:bob", "gitea:bob", "bob@example.com", "github:bot[bot]"], accounts: { gitlab: "acme/pay/core" } } }',
      'configs/namespace.json5': '{ roles: { publisher: ["group:pay"] } }',
    };
    const of = async (forge: Forge): Promise<string | undefined> =>
      (await linesOf(files, forge)).lines.find((line) => /^\/?configs\//.test(line));
    expect(await of('github')).toBe('/configs/ bob@example.com @bob');
    expect(await of('gitlab')).toBe('/configs/ @acme/pay/core');
    expect(await of('gitea')).toBe('configs/.* @bob');
  });

  test('somebody is named once, by a name that the forge knows', async () => {
    const files = {
      'configs/groups.json5':
        '{ pay: ["github:bob", "bob@example.com", "carol@example.com"], people: { "bob@example.com": ["github:bob", "gitea:bob"], "carol@example.com": ["gitea:carol"] } }',
      'configs/namespace.json5': '{ roles: { publisher: ["group:pay"], admin: ["carol@example.com"] } }',
    };
    const of = async (forge: Forge): Promise<readonly string[]> =>
      (await linesOf(files, forge)).lines.filter((line) => /^\/?configs\/(?:\.\*)? /.test(line));
    expect(await of('github')).toEqual(['/configs/ @bob carol@example.com']);
    expect(await of('gitea')).toEqual(['configs/.* @bob @carol']);
  });
});

describe('paths', () => {
  const rule = (
    path: string,
    what: 'folder' | 'file' | 'namespaces' = 'folder',
  ): Parameters<typeof ownerHosts.github.pattern>[0] => ({
    path,
    what,
    owners: [],
  });

  test.each([
    ['a b', '/a\\ b/', 'a.b/.*'],
    ['a*b?[c]{d}!', '/a?b??c??d??/', 'a.b..c..d../.*'],
    ['#x', '/?x/', '.x/.*'],
    ['a\n* @mallory', '/a??\\ @mallory/', 'a...@mallory/.*'.replace('@', '.')],
    ['a\u202e\u2028\u0085b', '/a???b/', 'a...b/.*'],
    ['a.b', '/a.b/', 'a[.]b/.*'],
    ['ü/日本', '/ü/日本/', './../.*'],
    ['a\\b', '/a?b/', 'a.b/.*'],
    ['', '*', '.*'],
  ])('%j', (path, glob, expression) => {
    expect(ownerHosts.github.pattern(rule(path))).toBe(glob);
    expect(ownerHosts.gitlab.pattern(rule(path))).toBe(glob);
    expect(ownerHosts.gitea.pattern(rule(path))).toBe(expression);
    expect(new RegExp(`^(?:${expression})$`, 'us').test(path === '' ? 'x' : `${path}/x`)).toBe(true);
  });

  test('of namespaces in a folder and below', () => {
    expect(ownerHosts.github.pattern(rule('c', 'namespaces'))).toBe('/c/**/namespace.*');
    expect(ownerHosts.github.pattern(rule('', 'namespaces'))).toBe('namespace.*');
    const expression = new RegExp(`^${ownerHosts.gitea.pattern(rule('c', 'namespaces'))}$`);
    expect(
      ['c/namespace.json5', 'c/a/b/namespace.yaml', 'c/namespaces/x', 'd/namespace.json5'].map((path) => expression.test(path)),
    ).toEqual([true, true, false, false]);
  });

  test('a workspace in a folder of any name forges no line', async () => {
    const prefix = 'x\n* @mallory #';
    const { lines } = await linesOf({ [`${prefix}/configs/namespace.json5`]: root }, 'github', {}, prefix);
    for (const line of lines) expect(line).toMatch(/^\/x\?\?\\ @mallory\\ \?\/[^\s]* ada@example\.com$/);
  });

  test('what a role names forges none either', async () => {
    const { lines } = await linesOf({
      'configs/namespace.json5': JSON.stringify({
        owner: 'x\n/ @mallory',
        roles: { admin: ['ada@example.com', 'bob@example.com\n* @mallory', '@mallory', 'a b@example.com', 'github:x y'] },
      }),
    });
    for (const line of lines) expect(line).toMatch(/^\S+ ada@example\.com$/);
  });
});

describe('the block in the file', () => {
  const lines = ['/a/ ada@example.com'];
  const fresh = placeBlock(undefined, lines).text!;

  test('a new file is the block', () => {
    expect(placeBlock(undefined, lines).state).toBe('missing');
    expect(fresh.split('\n')).toEqual([
      '# confman: begin',
      expect.stringContaining('written anew'),
      ...lines,
      '# confman: end',
      '',
    ]);
  });

  test('it is found again, and what stands around it stays', () => {
    const around = `# ours\n* @x\n${fresh}/z/ @z\n\n# the end`;
    expect(placeBlock(around, lines)).toEqual({ state: 'current', text: around });
    const { state, text } = placeBlock(around, ['/b/ bob@example.com']);
    expect([state, text]).toEqual(['outdated', around.replace(lines[0]!, '/b/ bob@example.com')]);
    expect(placeBlock(text, lines).text).toBe(around);
  });

  test.each(['* @x', '* @x\n', ''])('%j was written by hand, and would get it at its end', (text) => {
    const placed = placeBlock(text, lines);
    expect(placed.state).toBe('by-hand');
    expect(placed.text).toBe(`${text === '* @x' ? '* @x\n' : text}${fresh}`);
    expect(placeBlock(placed.text, lines).state).toBe('current');
  });

  test('line breaks of Windows stay', () => {
    const windows = `* @x\r\n${fresh.replaceAll('\n', '\r\n')}`;
    expect(placeBlock(windows, lines)).toEqual({ state: 'current', text: windows });
  });

  test.each([
    '# confman: begin\n/a/ @x\n',
    '/a/ @x\n# confman: end\n',
    '# confman: end\n# confman: begin\n',
    `${fresh}${fresh}`,
    `# confman: begin\n${fresh}`,
  ])('%j is damaged, and is not written to', (text) => {
    expect(placeBlock(text, lines)).toEqual({ state: 'damaged', text: undefined });
  });
});
