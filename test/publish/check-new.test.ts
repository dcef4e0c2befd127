import { describe, expect, it } from 'vitest';

import { checkNew } from '../../src/publish/hosted/check-new.ts';
import { CheckedTip } from '../../src/publish/hosted/checked-tip.ts';
import type { HostedStore } from '../../src/publish/hosted/hosted-store.ts';

/** Names of commits, the newest first. */
const line = Array.from({ length: 300 }, (_, i) => String(300 - i).padStart(40, '0'));

/** The store of a forge that knows no requests, on a branch of 300 commits. */
function storeWith(checkedTip: CheckedTip): HostedStore {
  const commit = (oid: string): object => ({ oid, parents: [line[line.indexOf(oid) + 1]], message: '', trailers: [] });
  const reader = {
    firstParents: (tip: string, { until }: { until: string }) =>
      Promise.resolve(line.slice(line.indexOf(tip), line.includes(until) ? line.indexOf(until) : undefined)),
    readCommit: (oid: string) => Promise.resolve(commit(oid)),
  };
  const port = { list: () => Promise.resolve({ requests: [], complete: true }) };
  const fetch = (): object => Promise.resolve({ tip: line[0], heads: new Map(), branches: new Map() });
  return { reader, port, fetch, branch: 'main', checkedTip } as unknown as HostedStore;
}

async function look(checkedTip: CheckedTip): Promise<readonly string[]> {
  const looked = await checkNew(storeWith(checkedTip));
  if (!('checked' in looked)) throw new Error(JSON.stringify(looked));
  return looked.checked.map(({ commit, verdict, reason }) => `${Number(commit)} ${verdict} ${reason}`);
}

function kept(tip: string): CheckedTip {
  const checked = new CheckedTip(undefined, 'here', undefined);
  checked.keep(tip);
  return checked;
}

describe('a watcher looks', () => {
  it('at so many commits each time, the oldest first', async () => {
    const tip = kept(line[45]!);
    const wrong = 'fails no request published it, as far as the forge tells';
    const first = await look(tip);
    expect([first.length, first[0], first.at(-1)]).toEqual([20, `256 ${wrong}`, `275 ${wrong}`]);
    expect([(await look(tip)).length, (await look(tip)).length, (await look(tip)).length]).toEqual([20, 5, 0]);
  });

  it('from now on where it never looked before', async () => {
    const fresh = new CheckedTip(undefined, 'here', undefined);
    expect(await look(fresh)).toEqual([]);
    expect(fresh.tip).toBe(line[0]);
    expect(await look(new CheckedTip(undefined, 'here', line[30]))).toEqual([]);
    expect(await look(new CheckedTip(undefined, 'here', line[3]))).toHaveLength(3);
  });

  it('at none where there are too many, or the branch was rewritten, and says so once', async () => {
    const tip = kept(line[250]!);
    expect(await look(tip)).toEqual([
      `300 unknown 250 commits came since the last look; confman audit --verify --root ${line[250]} looks at them`,
    ]);
    expect(await look(tip)).toEqual([]);
    const gone = kept('f'.repeat(40));
    expect(await look(gone)).toEqual(['300 fails ffffffffffff, which was published, is not on its line any more']);
    expect(await look(gone)).toEqual([]);
  });
});
