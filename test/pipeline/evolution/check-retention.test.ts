import { describe, expect, test } from 'vitest';
import { evolvingShop, schemaText, shopV2, shopV2Wide } from '../../commands/evolving-shop.ts';
import { repositoryOf, type Sandbox } from '../../commands/sandbox.ts';
import { checkedRetention as check } from './checked-retention.ts';

const ofShop = (): Sandbox => repositoryOf(evolvingShop, 'evolving');

describe('versions that are on the protected branch', () => {
  test('are kept', async () => {
    const box = ofShop();
    expect(await check(box)).toEqual({ judged: true, found: [], messages: [], hints: [] });
  });

  test('may be laid out anew, commented, and written in another format', async () => {
    const box = ofShop();
    const text = box.read('schemas/shop/v1.json');
    box.remove('schemas/shop/v1.json');
    box.write('schemas/shop/v1.json5', `// As it was.\n${JSON.stringify(JSON.parse(text))}`);
    expect((await check(box)).found).toEqual([]);
  });

  test('may not be edited, not even their texts', async () => {
    const box = ofShop();
    const text = box.read('schemas/shop/v1.json');
    box.write('schemas/shop/v1.json', text.replace('"maximum": 100', '"maximum": 200'));
    expect(await check(box)).toMatchObject({ found: ['retention/version-edited error schemas/shop/v1.json:18'] });
    expect((await check(box)).hints[0]).toMatch(/git checkout [0-9a-f]{12} -- schemas\/shop\/v1\.json$/);
    box.write('schemas/shop/v1.json', text.replace('"type": "boolean"', '"type": "boolean", "description": "TLS"'));
    expect(await check(box)).toMatchObject({ found: ['retention/version-edited error schemas/shop/v1.json:7'] });
  });

  test('may not be edited behind another extension: the way back names the file that was', async () => {
    const box = ofShop();
    const text = box.read('schemas/shop/v1.json');
    box.remove('schemas/shop/v1.json');
    box.write('schemas/shop/v1.json5', text.replace('"maximum": 100', '"maximum": 200'));
    const { found, hints } = await check(box);
    expect(found).toEqual(['retention/version-edited error schemas/shop/v1.json5:18']);
    expect(hints[0]).toMatch(/git checkout [0-9a-f]{12} -- schemas\/shop\/v1\.json && git rm -f schemas\/shop\/v1\.json5$/);
  });

  test('may not be removed, which stays so when it is committed', async () => {
    const box = ofShop();
    box.git('checkout', '--quiet', '-b', 'feature');
    box.remove('schemas/shop/v1.json');
    box.commit();
    expect(await check(box)).toMatchObject({ found: ['retention/version-removed error schemas/shop/v1.json:1'] });
  });

  test('may not mean anything else because of what they refer to', async () => {
    const box = ofShop();
    box.write('schemas/shop/v2.json', schemaText({ pool: { type: 'integer' }, timeoutMs: { type: 'integer' } }));
    box.commit();
    box.write('schemas/shared/color.json', '{ "enum": ["red"] }');
    const { found, messages } = await check(box);
    expect({ found }).toEqual({ found: ['retention/meaning-changed error schemas/shared/color.json:1'] });
    expect(messages[0]).toContain('"schemas/shop/v1", "schemas/shop/v2"');
    box.write('schemas/shared/color.json', '{ "enum": ["blue", "red"], "description": "Of the shop" }');
    expect(await check(box)).toMatchObject({ found: [] });
  });

  test('what is shared may not go', async () => {
    const box = ofShop();
    box.remove('schemas/shared/color.json');
    expect(await check(box)).toMatchObject({ found: ['schema/not-found error schemas/shop/v1.json:14'] });
  });

  test('are those where the branch was left, not those that came later', async () => {
    const box = ofShop();
    box.git('checkout', '--quiet', '-b', 'feature');
    box.git('checkout', '--quiet', 'main');
    box.write('schemas/shop/v2.json', shopV2Wide);
    box.commit();
    box.git('checkout', '--quiet', 'feature');
    expect(await check(box)).toMatchObject({ found: [] });
    expect(await check(box, 'main')).toMatchObject({ judged: true, found: [] });
  });

  test('the copy of origin counts before the own branch', async () => {
    const box = ofShop();
    box.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    box.write('schemas/shop/v1.json', shopV2);
    box.commit();
    expect(await check(box)).toMatchObject({ found: ['retention/version-edited error schemas/shop/v1.json:18'] });
  });
});

describe('a new version', () => {
  const promise = (box: Sandbox, text: string): void => box.write('schemas/shop/family.json5', text);

  test('has to be what the family promises: no breaking change where nothing is said', async () => {
    const box = ofShop();
    box.write('schemas/shop/v2.json', shopV2);
    const { found } = await check(box);
    expect({ found }).toEqual({
      found: [
        'retention/incompatible-version error schemas/shop/v2.json:1',
        'retention/incompatible-version error schemas/shop/v2.json:18',
      ],
    });
  });

  test('backward, forward, none', async () => {
    const box = ofShop();
    const wider = { pool: { type: 'integer', maximum: 200 }, timeoutMs: { type: 'integer' } };
    box.write('schemas/shop/v2.json', schemaText(wider));
    promise(box, '{ compatibility: "backward" }');
    expect(await check(box)).toMatchObject({ found: [] });
    promise(box, '{ compatibility: "forward" }');
    expect(await check(box)).toMatchObject({ found: ['retention/incompatible-version error schemas/shop/v2.json:18'] });
    box.write('schemas/shop/v2.json', shopV2);
    promise(box, '{ compatibility: "none" }');
    expect(await check(box)).toMatchObject({ found: [] });
  });

  test('is held against all earlier versions where the family asks for that', async () => {
    const box = ofShop();
    const withPool = (maximum: number): string =>
      schemaText({ pool: { type: 'integer', maximum }, timeoutMs: { type: 'integer' } });
    box.write('schemas/shop/v2.json', withPool(50));
    box.commit();
    box.write('schemas/shop/v3.json', withPool(60));
    promise(box, '{ compatibility: "backward" }');
    expect((await check(box)).found).toEqual([]);
    promise(box, '{ compatibility: "backward", transitive: true }');
    const { messages } = await check(box);
    expect(messages).toEqual([expect.stringContaining('towards "schemas/shop/v1"')]);
  });

  test('that is no schema is told as such', async () => {
    const box = ofShop();
    box.write('schemas/shop/v2.json', '{ "type": "sting" }');
    expect((await check(box)).found[0]).toMatch(/^schema\/\S+ error schemas\/shop\/v2\.json:1$/);
  });

  test('with a name that is none is told', async () => {
    const box = ofShop();
    box.write('schemas/shop/v01.json', shopV2);
    expect(await check(box)).toMatchObject({ found: ['retention/bad-version-name warning schemas/shop/v01.json:1'] });
  });
});

describe('approvals', () => {
  const entry = { rule: 'maximum-lowered', path: 'pool', to: 'v2', reason: 'Nobody has more', by: 'ada' };
  const removed = { rule: 'property-removed-closed', path: 'time*', from: 'v1', to: 'v2', reason: 'Renamed', by: 'ada' };
  const accept = (box: Sandbox, ...approvals: readonly object[]): void =>
    box.write('schemas/shop/approvals.json5', JSON.stringify({ approvals }));

  test('findings stay visible and fail no more', async () => {
    const box = ofShop();
    box.write('schemas/shop/v2.json', shopV2);
    accept(box, entry, removed);
    const { found, hints } = await check(box);
    expect(found).toEqual([
      'retention/incompatible-version info schemas/shop/v2.json:1',
      'retention/incompatible-version info schemas/shop/v2.json:18',
    ]);
    expect(hints[1]).toBe('Accepted by ada: Nobody has more');
    accept(box, entry);
    expect((await check(box)).found.filter((each) => each.includes(' error '))).toHaveLength(1);
  });

  test('go on counting when the version is on the protected branch', async () => {
    const box = ofShop();
    box.write('schemas/shop/v2.json', shopV2);
    accept(box, entry, removed);
    box.commit();
    expect(await check(box)).toMatchObject({ found: [] });
  });

  test('that have expired, accept nothing, or name nothing are findings', async () => {
    const box = ofShop();
    box.write('schemas/shop/v2.json', shopV2Wide);
    accept(
      box,
      { ...removed, until: '2026-05-13' },
      { ...removed, until: '2026-05-12' },
      entry,
      { ...entry, rule: 'maximum-lowred' },
      { ...entry, to: 'v7' },
    );
    const { found, hints } = await check(box);
    expect(found.map((each) => each.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
      'retention/approval-expired error',
      'retention/approval-unknown-rule error',
      'retention/approval-unknown-version error',
      'retention/approval-unused error',
      'retention/incompatible-version info',
    ]);
    expect(hints).toContain('Write "maximum-lowered"');
  });

  test('of a wrong shape', async () => {
    const box = ofShop();
    accept(box, { ...entry, until: 'tomorrow' });
    expect((await check(box)).found).toEqual(['schema/format error schemas/shop/approvals.json5:1']);
  });
});

describe('nothing to hold the versions against', () => {
  test.each([
    ['no commit', (box: Sandbox) => box.git('update-ref', '-d', 'HEAD'), 'Commit the workspace first'],
    [
      'no such branch',
      (box: Sandbox) => box.git('branch', '-m', 'trunk'),
      'Run git fetch origin main:refs/remotes/origin/main, or set protectedBranch in confman.json5',
    ],
    ['no git', (box: Sandbox) => box.remove('.git'), 'Put the workspace under git: git init, git add, git commit'],
    [
      'unrelated histories',
      (box: Sandbox) => {
        box.git('checkout', '--quiet', '--orphan', 'other');
        box.git('commit', '--quiet', '--message', 'Other');
      },
      'Name the revision to compare with: --base REV',
    ],
  ])('%s', async (_, change, hint) => {
    const box = ofShop();
    change(box);
    expect(await check(box)).toMatchObject({ judged: false, found: ['retention/no-base error'], hints: [hint] });
  });

  test('a history that is cut off', async () => {
    const box = ofShop();
    box.git('commit', '--quiet', '--allow-empty', '--message', 'Two');
    box.git('checkout', '--quiet', '-b', 'feature', 'HEAD~1');
    box.git('commit', '--quiet', '--allow-empty', '--message', 'Three');
    const commits = box.git('rev-parse', 'main', 'feature');
    box.write('.git/shallow', commits);
    const { found, hints } = await check(box);
    expect({ found, hints }).toEqual({
      found: ['retention/no-base error'],
      hints: ['Run git fetch --unshallow origin main:refs/remotes/origin/main'],
    });
  });

  test.each(['nowhere', '--output=x', 'a..b', 'HEAD:schemas', '@{-1}', 'HEAD^{tree}'])(
    'a base that is none: %s',
    async (base) => {
      const box = ofShop();
      expect(await check(box, base)).toMatchObject({ judged: false, found: ['retention/unknown-revision error'] });
      expect(box.has('x')).toBe(false);
    },
  );
});
