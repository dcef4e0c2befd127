import { describe, expect, it } from 'vitest';

import { forges } from '../../../src/namespaces/principal.ts';
import { ForgePlace } from './forge-place.ts';

describe.each(forges)('publishing through %s', (forge) => {
  it('takes a change to the protected branch by the approvals of every namespace that it reaches', async () => {
    const place = await ForgePlace.start(forge);
    const [alice, bob, carol] = await Promise.all([place.clone('alice'), place.clone('bob'), place.clone('carol')]);
    const head = alice.change('Raise-the/pool', 'configs/pay/config.json5', '{ pool: 20 }');
    expect(await alice.does('publish', 'open', '--description', 'More load')).toBe(
      'request 1 opened: pending review\n0 of 2 approvals from /pay\n',
    );
    expect(place.world.pulls).toMatchObject([{ branch: 'confman/requests/raise-the-pool', by: 'alice', state: 'open' }]);
    expect(await alice.does('publish', 'open')).toContain('request 1 opened');
    expect(place.world.pulls).toHaveLength(1);

    expect(await bob.does('publish', 'approve', '1')).toContain(`1 of 2 approvals from /pay (${forge}:bob)`);
    const early = await bob.confman('publish', 'merge', '1');
    expect(early).toMatchObject({ code: 1 });
    expect(early.stderr).toContain('error[publish/approvals-missing] 1 of 2 approvals from /pay');
    expect(place.world.pulls).toMatchObject([{ state: 'open' }]);
    await carol.does('publish', 'approve', '1');
    expect(await bob.does('publish', 'merge', '1')).toMatch(/^request 1 published\nmain is at [0-9a-f]{12}\n$/);
    expect(place.show('main:configs/pay/config.json5')).toBe('{ pool: 20 }');
    expect(place.world.git('rev-parse', 'main^2')).toBe(head);
  });
});
