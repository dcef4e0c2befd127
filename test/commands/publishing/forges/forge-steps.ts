import { expect } from 'vitest';

import type { Forge } from '../../../../src/namespaces/principal.ts';
import type { HostedProvider } from '../../../../src/publish/hosted/hosted-provider.ts';
import type { EventBody } from '../../../../src/publish/model/event.ts';
import { headOf } from '../../../../src/publish/model/request.ts';
import type { ProviderStep } from '../../../../src/publish/provider.ts';
import { ForgePlace } from '../forge-place.ts';
import type { Desk } from '../publish-server.ts';

export const now = (): number => Date.now();

type Told = Awaited<ReturnType<HostedProvider['submit']>>;

export function open(head: string, name = 'pool'): ProviderStep {
  const body = { type: 'opened', head, title: 'Raise the pool', description: 'More load', draft: false, restores: null } as const;
  return { id: undefined, name, body: () => body };
}

export function at(id: string, body: (head: string) => EventBody): ProviderStep {
  return { id, body: ({ request }) => body(headOf(request!).commit) };
}

export const approve = at('1', (head) => ({ type: 'reviewed', head, decision: 'approved', comment: '' }));
export const reject = at('1', (head) => ({ type: 'reviewed', head, decision: 'rejected', comment: 'No' }));
export const merge = at('1', (head) => ({ type: 'published', head, commit: head, namespaces: [] }));

/** Phase after what was done, or the codes of why it was not. */
export function outcome(told: Told): unknown {
  if ('request' in told) return told.request.phase;
  return 'kind' in told ? told : told.map(({ code }) => code);
}

export interface Case {
  readonly place: ForgePlace;
  readonly desk: Desk;
  readonly alice: HostedProvider;
  readonly bob: HostedProvider;
  readonly carol: HostedProvider;
  readonly head: string;
}

/** A request of Alice's; one for `pay` needs both Bob and Carol. */
export async function opened(forge: Forge = 'github', file = 'configs/shop/config.json5'): Promise<Case> {
  const place = await ForgePlace.start(forge);
  const { desk } = place;
  const [alice, bob, carol] = [await place.provider('alice'), await place.provider('bob'), await place.provider('carol')];
  const head = desk.change('pool', file, '{ pool: 20 }');
  expect(outcome(await alice.submit(open(head), now))).toBe('open');
  return { place, desk, alice, bob, carol, head };
}
