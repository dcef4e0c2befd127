import { expect, test } from 'vitest';
import { FakeForge, runScript, type ForgeApi } from './fake-forge.ts';
import { stepScript } from './template.ts';

const mark = '<!-- confman diff -->';
const report = `${mark}\n\n### confman: effective change\n\n- 2 apps: \`/db/pool\` 10 → 20\n`;
const head = 'f'.repeat(40);
const api: ForgeApi = {
  me: 'github-actions[bot]',
  list: '/repos/acme/shop/issues/7/comments',
  update: 'PATCH',
  one: (id) => `/repos/acme/shop/issues/comments/${id}`,
  shape: ({ id, author, body }) => ({ id, user: { login: author }, body }),
  isAllowed: ({ authorization }) => authorization === 'Bearer token',
};

function comment(forge: FakeForge, changed: boolean, text = report, files = {}): ReturnType<typeof runScript> {
  return runScript(
    stepScript('comment', 'Say it in one comment'),
    { 'reports/diff.md': text, ...files },
    {
      GITHUB_API_URL: forge.url,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_TOKEN: 'token',
      CHANGED: String(changed),
      NUMBER: '7',
      HEAD: head,
    },
  );
}

test('a pull request has one comment, which is corrected with every push', async () => {
  const forge = await new FakeForge().listen(api);
  expect(await comment(forge, true)).toEqual({ code: 0, said: 'Commented\n' });
  expect(forge.comments).toMatchObject([{ body: `${report}\n<sub>${head}</sub>\n` }]);
  expect((await comment(forge, false, `${mark}\n\nNo effective change\n`)).code).toBe(0);
  expect(forge.comments).toHaveLength(1);
  expect(forge.comments[0]?.body).toContain('No effective change');
});

test('without an effective change nobody is told, unless there is a comment to correct', async () => {
  const forge = await new FakeForge().listen(api);
  expect((await comment(forge, false)).code).toBe(0);
  expect(forge.comments).toEqual([]);
});

test('our own comment is found among many, and that of somebody else is left alone', async () => {
  const forge = await new FakeForge().listen(api);
  for (let id = 1; id <= 205; id++) forge.comments.push({ id, author: 'mallory', body: `${mark} I am the bot` });
  forge.comments.push({ id: 206, author: api.me, body: 'another workflow' }, { id: 207, author: api.me, body: `${mark}\nold` });
  expect((await comment(forge, true)).code).toBe(0);
  expect(forge.comments).toHaveLength(207);
  expect(forge.comments.at(-1)?.body).toContain('### confman');
  expect(forge.comments.filter(({ body }) => body.includes('I am the bot'))).toHaveLength(205);
});

test.each([403, 404])('a token that may not write (%i) leaves the report in the summary, and fails nothing', async (status) => {
  const forge = await new FakeForge().listen(api);
  forge.refuses.set('POST', status);
  const { code, said } = await comment(forge, true);
  expect([code, said]).toEqual([0, expect.stringMatching(/^::notice title=confman::The token may not comment/)]);
});

test('a forge that is out of order fails the job, and says so', async () => {
  const forge = await new FakeForge().listen(api);
  forge.refuses.set('GET', 502);
  const { code, said } = await comment(forge, true);
  expect([code, said]).toEqual([1, expect.stringMatching(/^::error title=confman::GET issues\/7\/comments.*: 502/)]);
});

test('what is longer than a comment takes is cut and counted, also where the report is none of confman', async () => {
  const forge = await new FakeForge().listen(api);
  await comment(forge, true, 'line\n'.repeat(20_000));
  const body = forge.comments[0]?.body ?? '';
  expect(body.startsWith(mark)).toBe(true);
  expect(body.length).toBeLessThan(65_536);
  const [, left] = /Cut for length: (\d+) lines/.exec(body) ?? [];
  expect(body.split('\n').filter((line) => line === 'line').length + Number(left)).toBe(20_000);
});

test('who has to review is told in the same comment, also where the change is cut', async () => {
  const forge = await new FakeForge().listen(api);
  const owners = { 'reports/owners.md': '### confman: who has to review\n\n- **`/`** needs 1 of 2\n' };
  await comment(forge, true, report, owners);
  expect(forge.comments[0]?.body).toMatch(/10 → 20\n\n### confman: who has to review\n\n- .* needs 1 of 2\n\n<sub>/);
  await comment(forge, true, 'line\n'.repeat(20_000), owners);
  expect(forge.comments[0]?.body).toMatch(/all of it\.\n\n### confman: who has to review\n\n- .* needs 1 of 2\n\n<sub>/);
  expect(forge.comments).toHaveLength(1);
});
