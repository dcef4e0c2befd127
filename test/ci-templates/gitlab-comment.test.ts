import { expect, test } from 'vitest';
import { FakeForge, runScript, type ForgeApi } from './fake-forge.ts';
import { jobScript } from './template.ts';

const mark = '<!-- confman diff -->';
const report = `${mark}\n\n### confman: effective change\n\n- 2 apps: \`/db/pool\` 10 → 20\n`;
const notes = '/projects/12/merge_requests/7/notes';
const api: ForgeApi = {
  me: 'bot',
  list: notes,
  update: 'PUT',
  one: (id) => `${notes}/${id}`,
  shape: ({ id, author, body }) => ({ id, author: { id: author }, body, system: false }),
  isAllowed: (headers) => headers['private-token'] === 'token',
};

function comment(forge: FakeForge, changed: boolean, { text = report, token = 'token' } = {}): ReturnType<typeof runScript> {
  return runScript(
    jobScript('confman:comment'),
    { 'confman/effective-change.md': text, 'confman/changed': `${String(changed)}\n` },
    {
      CI_API_V4_URL: forge.url,
      CI_PROJECT_ID: '12',
      CI_MERGE_REQUEST_IID: '7',
      CI_COMMIT_SHA: 'f'.repeat(40),
      ...(token === '' ? {} : { CONFMAN_TOKEN: token }),
    },
  );
}

test('a merge request has one note, which is corrected with every push', async () => {
  const forge = await new FakeForge().listen(api);
  expect((await comment(forge, false)).said).toBe('No effective change, and no comment to correct\n');
  expect(await comment(forge, true)).toEqual({ code: 0, said: 'Commented\n' });
  expect((await comment(forge, false, { text: `${mark}\n\nNo effective change\n` })).code).toBe(0);
  expect(forge.comments).toMatchObject([{ body: `${mark}\n\nNo effective change\n\n<sub>${'f'.repeat(40)}</sub>\n` }]);
});

test('our own note is found among many, and that of somebody else is left alone', async () => {
  const forge = await new FakeForge().listen(api);
  for (let id = 1; id <= 150; id++) forge.comments.push({ id, author: 'mallory', body: `${mark} I am the bot` });
  forge.comments.push({ id: 151, author: api.me, body: `${mark}\nold` });
  expect((await comment(forge, true)).code).toBe(0);
  expect([forge.comments.length, forge.comments.at(-1)?.body.includes('### confman')]).toEqual([151, true]);
});

test('no line of a report is a command to GitLab', async () => {
  const forge = await new FakeForge().listen(api);
  await comment(forge, true, { text: '/merge\n  /approve\nsee /db/pool\n' });
  expect(forge.comments[0]?.body).toContain('\n\\/merge\n  \\/approve\nsee /db/pool\n');
});

test('without a token, and with one that may not, the report stays an artifact, and nothing fails', async () => {
  const forge = await new FakeForge().listen(api);
  const artifact = /the report is an artifact of confman:diff/;
  expect(await comment(forge, true, { token: '' })).toEqual({ code: 0, said: expect.stringMatching(artifact) });
  expect(forge.asked).toEqual([]);
  expect(await comment(forge, true, { token: 'expired' })).toEqual({ code: 0, said: expect.stringMatching(artifact) });
  forge.refuses.set('POST', 403);
  expect(await comment(forge, true)).toEqual({ code: 0, said: expect.stringMatching(artifact) });
});

test('a forge that is out of order fails the job, and says so', async () => {
  const forge = await new FakeForge().listen(api);
  forge.refuses.set('GET', 500);
  expect(await comment(forge, true)).toEqual({ code: 1, said: 'GET user: 500\n' });
});
