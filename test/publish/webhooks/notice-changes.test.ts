import { describe, expect, it } from 'vitest';

import { diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { RequestRecord } from '../../../src/publish/model/request.ts';
import type { RequestProvider } from '../../../src/publish/provider.ts';
import { noticeChanges } from '../../../src/publish/webhooks/notice-changes.ts';
import type { WebhookSender } from '../../../src/publish/webhooks/webhook-sender.ts';
import { Machine, Receiver, request } from './webhook-case.ts';

function provider(requests: readonly RequestRecord[]): { readonly provider: RequestProvider; readonly read: string[] } {
  const read: string[] = [];
  const stamps = requests.map((each) => ({
    id: each.id,
    stamp: JSON.stringify(each),
    read: () => {
      read.push(each.id);
      return Promise.resolve(each);
    },
  }));
  return { provider: { stamps: () => Promise.resolve({ stamps }) } as unknown as RequestProvider, read };
}

/** One look of a watcher that was started anew. @returns which requests it read, and what it told */
async function look(
  machine: Machine,
  receiver: Receiver,
  requests: readonly RequestRecord[],
): Promise<readonly [unknown, unknown]> {
  const before = receiver.received.length;
  const { provider: there, read } = provider(requests);
  const sender = machine.sender(receiver.target());
  expect(await noticeChanges(there, machine.journal, sender, machine.time)).toBeUndefined();
  await sender.flush(0);
  return [read, receiver.received.slice(before).map(({ headers }) => headers['x-confman-event'])];
}

const at = '2026-05-01T12:30:00Z';
const approved: RequestRecord = {
  ...request,
  position: 2,
  updatedAt: at,
  reviews: [{ reviewer: 'bob@example.com', decision: 'approved', comment: '', time: at, head: 'a'.repeat(40), cleared: false }],
};

describe('a watcher', () => {
  it('remembers how things are at first, and tells what comes then, once', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    expect(await look(machine, receiver, [request])).toEqual([[], []]);
    expect(await look(machine, receiver, [request])).toEqual([[], []]);
    expect(await look(machine, receiver, [approved])).toEqual([['7'], ['approved']]);
    expect(await look(machine, receiver, [approved])).toEqual([[], []]);
    const other = { ...approved, position: 3, title: 'Other words' };
    expect(await look(machine, receiver, [other])).toEqual([['7'], ['updated']]);
    const opened = { ...request, id: '8', submittedAt: at };
    expect(await look(machine, receiver, [other, opened])).toEqual([['8'], ['opened']]);
  });

  it('tells what happened while none was at work', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    await look(machine, receiver, []);
    machine.time += 3600_000;
    const published = { commit: 'c'.repeat(40), by: 'bob@example.com', at, namespaces: [] };
    const whole = { ...approved, submittedAt: at, phase: 'published', published } as const;
    expect((await look(machine, receiver, [whole]))[1]).toEqual(['opened', 'approved', 'published']);
  });

  it('tells of others where one cannot be read, and of that one when it can', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    const opened = { ...request, id: '8', submittedAt: at };
    await look(machine, receiver, [request]);
    const { provider: there } = provider([approved, opened]);
    const found = await there.stamps();
    if (!('stamps' in found)) throw new Error('there are stamps');
    const gone = [diagnostic('publish/unknown-request', { request: '7' })];
    const stamps = found.stamps.map((each) => (each.id === '7' ? { ...each, read: () => Promise.resolve(gone) } : each));
    const without = { ...there, stamps: () => Promise.resolve({ stamps }) };
    const sender = machine.sender(receiver.target());
    expect(await noticeChanges(without, machine.journal, sender, machine.time)).toBe(gone);
    expect(await noticeChanges(there, machine.journal, sender, machine.time)).toBeUndefined();
    await sender.flush(0);
    expect(receiver.received.map(({ headers }) => headers['x-confman-event'])).toEqual(['opened', 'approved']);
  });

  it('tells nothing of before its time, whatever changes', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    await look(machine, receiver, [request]);
    expect(await look(machine, receiver, [{ ...request, updatedAt: at }])).toEqual([['7'], []]);
  });

  it('sends again what it did not remember to have sent, with the same id', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    await look(machine, receiver, [request]);
    const seen = machine.journal.seen();
    await look(machine, receiver, [approved]);
    machine.journal.keepSeen(seen!);
    await look(machine, receiver, [approved]);
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.ids).size).toBe(1);
  });

  it('that starts in the same moment as another one forgets nothing of what that one saw', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    const first = machine.sender(receiver.target());
    // While it looks, the other one has looked for the first time too, and Bob has approved.
    const slow = {
      stamps: async () => {
        await noticeChanges(provider([request]).provider, machine.journal, first, machine.time);
        return provider([approved]).provider.stamps();
      },
    } as unknown as RequestProvider;
    await noticeChanges(slow, machine.journal, machine.sender(receiver.target()), machine.time);
    expect((await look(machine, receiver, [approved]))[1]).toEqual(['approved']);
  });

  it('that cannot take something down does not count it as seen', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    await look(machine, receiver, [request]);
    const seen = machine.journal.seen();
    const sender = {
      unkept: 0,
      add(): void {
        sender.unkept += 1;
      },
    } as unknown as WebhookSender & { unkept: number };
    await noticeChanges(provider([approved]).provider, machine.journal, sender, machine.time);
    expect(machine.journal.seen()).toEqual(seen);
  });
});
