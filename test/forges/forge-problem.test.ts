import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { forgeFailure } from '../../src/publish/forges/forge-failure.ts';
import { openForge } from '../../src/publish/forges/open-forge.ts';
import { forgeProblem, protectionProblems } from '../../src/publish/forges/forge-problem.ts';
import type { Fault } from './fakes/forge-server.ts';
import { done, failed, ForgeCase } from './forge-case.ts';

/** What a person reads when a forge fails: code, sentence and what to do, and how often it was asked. */
describe('a forge that answers', () => {
  let here: ForgeCase;
  beforeEach(async () => {
    here = new ForgeCase('github');
    await here.server.start();
  });
  afterEach(() => here.server.stop());

  const listing = async (fault: Fault, times = 99): Promise<{ code: string; said: string; hint: string; asked: number }> => {
    here.server.fail('GET', /pulls$/, fault, times);
    const failure = failed(await (await here.as('alice')).list({ state: 'open', base: 'main' }));
    const problem = forgeProblem(failure, 'github.com');
    return { code: problem.code, said: messageOf(problem), hint: problem.hint ?? '', asked: here.server.seen.length };
  };

  it.each([
    [401, 'forge/unauthorised', '"github.com" does not take the token: it answered 401, Bad', 'Give a token that is valid', 1],
    [403, 'forge/forbidden', '"github.com" does not allow this: it answered 403, Bad', 'Give a token of somebody', 1],
    [404, 'forge/not-found', '"github.com" does not have it: it answered 404, Bad', "Check the remote's address", 1],
    [409, 'forge/conflict', '"github.com" finds a conflict: it answered 409, Bad', 'Update the branch', 1],
    [422, 'forge/refused', '"github.com" refuses it: it answered 422, Bad', 'Correct what the forge names', 1],
    [429, 'forge/rate-limited', '"github.com" was asked too often: it answered 429, Bad', 'Wait a minute', 4],
    [
      500,
      'forge/unavailable',
      '"github.com" does not work at the moment: it answered 500, Bad',
      'Run the command again later',
      4,
    ],
    [
      503,
      'forge/unavailable',
      '"github.com" does not work at the moment: it answered 503, Bad',
      'Run the command again later',
      4,
    ],
  ])('%d', async (status, code, said, hint, asked) => {
    const problem = await listing({ status, body: { message: 'Bad' } });
    expect(problem).toMatchObject({ code, said, asked });
    expect(problem.hint).toContain(hint);
  });

  it('403 for its rate', async () => {
    const reset = String(Date.UTC(2026, 4, 1, 13) / 1000);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const problem = await listing({ status: 403, body: { message: 'API rate limit exceeded' }, headers });
    expect(problem).toMatchObject({
      code: 'forge/rate-limited',
      hint: 'Run the command again after 2026-05-01T13:00:00Z',
      asked: 1,
    });
  });

  it('403 for its other rate, which may name no time', async () => {
    const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    const problem = await listing({ status: 403, body: { message } });
    expect(problem).toMatchObject({ code: 'forge/rate-limited', hint: 'Wait a minute, and run the command again', asked: 3 });
    expect(here.slept).toEqual([60_000, 60_000]);
  });

  it('each time, and others with it, which do not come back at the same moment', async () => {
    const random = [0.5, 0.25, 0];
    const told: number[] = [];
    const waiting = (pause: number): void => void told.push(pause);
    const scattered = await openForge(here.connection('alice', { random: () => random.shift() ?? 0, waiting }));
    here.server.fail('GET', /user$/, { status: 503, body: {} }, 2);
    here.server.fail('GET', /user$/, { status: 429, body: {}, headers: { 'retry-after': '7' } });
    done(await scattered.whoAmI());
    expect(here.slept).toEqual([1250, 2250, 7000]);
    expect(told).toEqual([7000]);
  });

  it('429 with a time to wait, and then well', async () => {
    here.server.fail('GET', /pulls$/, { status: 429, body: {}, headers: { 'retry-after': '7' } }, 2);
    done(await (await here.as('alice')).list({ state: 'open', base: 'main' }));
    expect(here.slept).toEqual([7000, 7000]);
  });

  it('with a date to wait for', async () => {
    here.server.fail('GET', /pulls$/, { status: 503, body: {}, headers: { 'retry-after': 'Fri, 01 May 2026 12:00:09 GMT' } });
    done(await (await here.as('alice')).list({ state: 'open', base: 'main' }));
    expect(here.slept).toEqual([9000]);
  });

  it('not at all', async () => {
    here.patience = 60;
    expect(await listing('hang', 4)).toMatchObject({ code: 'forge/no-answer', asked: 4 });
    expect(here.slept).toEqual([1000, 2000, 4000]);
  });

  it('and hangs up', async () => {
    expect(await listing('refuse')).toMatchObject({
      code: 'forge/no-answer',
      said: '"github.com" does not answer: the connection was lost',
    });
  });

  it('half', async () => {
    here.server.fail('GET', /user$/, 'cut', 99);
    const failure = failed(await (await here.as('alice')).whoAmI());
    expect(failure).toMatchObject({ kind: 'no-answer', reason: 'the connection was lost' });
  });

  it.each(['<html>Log in</html>', '[{"number": 1', '"text"', '7', 'null', '{"number": 1}', '[1]', '[[]]', '[{"number": "1"}]'])(
    'with %s',
    async (raw) => {
      expect(await listing({ raw })).toMatchObject({ code: 'forge/odd-answer', asked: 1 });
    },
  );

  it('with too much', async () => {
    const raw = `["${'a'.repeat(32 * 1024 * 1024)}"]`;
    expect((await listing({ raw })).said).toBe('The answer of "github.com" cannot be used: its answer is longer than 32 MiB');
  });

  it('with a page in front of it', async () => {
    const body = '<!doctype html><title>Gateway</title>';
    expect(await listing({ status: 401, body })).toMatchObject({ said: expect.stringContaining('it answered 401') });
  });
});

it.each([
  ['unknown-forge', 'forge/unknown-forge'],
  ['unsafe-remote', 'forge/unsafe-remote'],
  ['no-token', 'forge/no-token'],
  ['moved', 'forge/moved'],
  ['head-moved', 'forge/head-moved'],
  ['not-mergeable', 'forge/not-mergeable'],
] as const)('%s has the code %s', (kind, code) => {
  expect(forgeProblem(forgeFailure(kind, 'because', 'Do it'), 'x.example')).toMatchObject({ code, hint: 'Do it' });
});

it('names what a forge does not hold', () => {
  const protection = { branch: 'main', enforced: [], minApprovals: 0, requiredChecks: [] };
  const missing = [{ rule: 'stale-dismissal', reason: 'this forge does it in a paid plan only' }] as const;
  const [problem] = protectionProblems({ protection, changed: false, missing }, 'gitlab.com');
  expect(problem).toMatchObject({ code: 'forge/not-enforced', severity: 'warning' });
  expect(problem === undefined ? '' : messageOf(problem)).toBe(
    '"gitlab.com" does not see to it that on "main" a new head takes approvals away: this forge does it in a paid plan only',
  );
});
