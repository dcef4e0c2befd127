import { describe, expect, it } from 'vitest';

import { forges, type Forge } from '../../../../src/namespaces/principal.ts';
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
async function raised(forge: Forge, file = back): Promise<Raised> {
  const place = await ForgePlace.start(forge);
  const first = place.world.git('rev-parse', 'main');
  place.desk.change('raise', file, '{ pool: 20 }');
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

describe.each(forges)('a rollback on %s', (forge) => {
  it('is one request, however often it is asked for, and published at once where the namespace allows it', async () => {
    const { place, bob, first } = await raised(forge);
    const carol = await place.provider('carol');
    // Of different seconds, so that they are different commits.
    const [once, again] = [await made(bob, first), await made(bob, first, () => now() + 5000)];
    expect(again.head).not.toBe(once.head);
    expect(outcome(await bob.submit(opening(once), now))).toBe('open');
    expect(place.world.pulls).toMatchObject([{ branch: `confman/requests/${once.name}`, by: 'bob' }]);
    expect(place.world.pulls[0]!.body).toBe(`It hurt\n\nRestores ${first}\n\n<!-- confman:request ${once.name} -->`);
    place.world.pulls[0]!.body = 'Somebody wrote something else';
    const head = place.world.git('rev-parse', `confman/requests/${once.name}`);
    expect(outcome(await bob.submit(opening(again), now))).toBe('open');
    expect(place.world.pulls).toHaveLength(1);
    expect(place.world.git('rev-parse', `confman/requests/${once.name}`)).toBe(head);
    expect(await carol.read('1', now())).toMatchObject({ request: { restores: first, title: once.title } });
    expect(await bob.submit(merge, now)).toMatchObject({ request: { phase: 'published', restores: first } });
    expect(place.show(`main:${back}`)).toBe('{ pool: 10 }');
    expect((await made(bob, first)).head).toBeUndefined();
  });
});
