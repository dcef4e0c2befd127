import { expect, it } from 'vitest';

import type { HostedProvider } from '../../../../src/publish/hosted/hosted-provider.ts';
import type { ProviderStep } from '../../../../src/publish/provider.ts';
import { makeRollback, type MadeRollback } from '../../../../src/publish/rollback/make-rollback.ts';
import { ForgePlace } from '../forge-place.ts';
import { merge, now, outcome } from './forge-steps.ts';

const back = 'configs/back/config.json5';

interface Raised {
  readonly place: ForgePlace;
  readonly bob: HostedProvider;
  /** Full name of the commit before the pool was raised. */
  readonly first: string;
}

/** A forge on which a pool was raised, in a namespace that rolls back at once. */
async function raised(): Promise<Raised> {
  const place = await ForgePlace.start('github');
  const first = place.world.git('rev-parse', 'main');
  place.desk.change('raise', back, '{ pool: 20 }');
  await place.desk.talk('push', '--quiet', 'origin', 'raise:main');
  return { place, bob: await place.provider('bob'), first };
}

async function made(provider: HostedProvider, first: string, time = now): Promise<MadeRollback> {
  const rollback = await makeRollback(provider, { apps: ['back'], to: { revision: first }, title: undefined }, time);
  if (!('restores' in rollback)) throw new Error(JSON.stringify(rollback));
  return rollback;
}

function opening({ head = '', title, restores, name }: MadeRollback): ProviderStep {
  const body = { type: 'opened', head, title, description: 'It hurt', draft: false, restores } as const;
  return { id: undefined, name, body: () => body };
}

it('a rollback is one request, however often it is asked for, and published at once where the namespace allows it', async () => {
  const { place, bob, first } = await raised();
  const carol = await place.provider('carol');
  // Of different seconds, so that they are different commits.
  const [once, again] = [await made(bob, first), await made(bob, first, () => now() + 5000)];
  expect(again.head).not.toBe(once.head);
  // Interrupted between the push and the request.
  place.api.fail('POST', /pulls$/, 'refuse', 99);
  expect(outcome(await bob.submit(opening(once), now))).toEqual(['forge/no-answer']);
  place.api.calm();
  expect(outcome(await bob.submit(opening(again), now))).toBe('open');
  expect(place.world.git('rev-parse', `confman/requests/${once.name}`)).toBe(once.head);
  expect(place.world.pulls).toMatchObject([{ branch: `confman/requests/${once.name}`, by: 'bob' }]);
  expect(place.world.pulls[0]!.body).toBe(`It hurt\n\nRestores ${first}\n\n<!-- confman:request ${once.name} -->`);
  place.world.pulls[0]!.body = 'Somebody wrote something else';
  const head = place.world.git('rev-parse', `confman/requests/${once.name}`);
  expect(outcome(await bob.submit(opening(again), now))).toBe('open');
  expect(place.world.pulls).toHaveLength(1);
  expect(place.world.git('rev-parse', `confman/requests/${once.name}`)).toBe(head);
  expect(await carol.read('1', now())).toMatchObject({ request: { restores: first, title: once.title } });

  // When the branch has moved it is still one request, with a new head.
  const desk = await place.clone('carol');
  desk.change('more', 'configs/shop/config.json5', '{ pool: 99 }');
  await desk.talk('push', '--quiet', 'origin', 'more:main');
  const later = await made(bob, first);
  const moved = await bob.submit(opening(later), now);
  expect(moved).toMatchObject({ request: { id: '1', heads: [{}, { commit: later.head }] } });
  expect(moved).not.toHaveProperty('before');
  expect(await bob.submit(opening(later), now)).toMatchObject({ before: true });
  expect(place.world.pulls).toHaveLength(1);

  // The namespace lets it through at once; the rules of the forge do not.
  const rules = { minApprovals: 1, dismissStale: true, lastPush: false, noDirectPush: true, checks: [] };
  place.world.protections.set('main', rules);
  const hint = "Have somebody approve request 1, as the forge's own rules may ask for, then: confman publish merge 1";
  expect(await bob.submit(merge, now)).toMatchObject([{ code: 'forge/not-mergeable', hint }]);
  place.world.review(place.world.pulls[0]!, 'carol', 'approved', '');
  expect(await bob.submit(merge, now)).toMatchObject({ request: { phase: 'published', restores: first } });
  expect(place.show(`main:${back}`)).toBe('{ pool: 10 }');
  expect((await made(bob, first)).head).toBeUndefined();
});

it('by the commands: rolled back at once, called again, and verified', async () => {
  const { place, first } = await raised();
  const root = place.world.git('rev-parse', 'main');
  const bob = await place.clone('bob');
  const before = [bob.git('status', '--porcelain'), bob.git('rev-parse', 'HEAD')];
  expect(await bob.does('rollback', 'back', '--to', first, '--publish')).toMatch(/^request 1 published\nmain is at/);
  expect([bob.git('status', '--porcelain'), bob.git('rev-parse', 'HEAD')]).toEqual(before);
  expect(bob.git('log', '-1', '--format=%an <%ae>', 'origin/main^2')).toBe('bob <bob@example.com>');
  expect(await bob.does('rollback', 'back', '--to', first, '--publish')).toMatch(/^request 1 was published already\n/);
  const verified = await bob.confman('audit', '--verify', '--root', root);
  expect(verified).toMatchObject({ code: 0, stdout: '1 commit of main holds\n' });
  expect(verified.stderr).toContain('Reviews that somebody changed or took away since are not known');
  expect(await bob.confman('audit', '--verify', '--root', first, '--format', 'json')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('"reason": "no request published it, as far as the forge tells"'),
  });
  place.api.fail('GET', /pulls\/1$/, { status: 404, body: { message: 'Not Found' } }, 99);
  place.api.fail('GET', /pulls$/, { status: 401, body: { message: 'Bad credentials' } }, 99);
  const unjudged = await bob.confman('audit', '--verify', '--root', root);
  expect(unjudged).toMatchObject({ code: 2, stdout: '0 commits of main hold\n' });
  expect(unjudged.stderr).toContain('error[forge/unauthorised]');
  expect(unjudged.stderr).toContain(`go on with --root ${root}`);
});
