import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { Happening } from '../../../src/publish/webhooks/happenings.ts';
import { isSigned, Machine, Receiver, request, secret } from './webhook-case.ts';

const isOpening = ({ event }: Happening): boolean => event === 'opened';
const longPause = 3600_000;

describe('a notice', () => {
  it('is signed with its id and its time, and holds no value', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    const sender = machine.sender(receiver.target());
    sender.add({ ...request, title: 'Use vault://pay/key now' }, isOpening);
    expect(await sender.flush(0)).toEqual({ sent: 1, problems: [] });
    const [got] = receiver.received;
    expect(isSigned(got!)).toBe(true);
    expect(isSigned({ ...got!, headers: { ...got!.headers, 'x-confman-timestamp': '1' } })).toBe(false);
    expect(isSigned({ ...got!, headers: { ...got!.headers, 'x-confman-delivery': 'f'.repeat(32) } })).toBe(false);
    expect(got!.headers).toMatchObject({ 'content-type': 'application/json', 'x-confman-event': 'opened' });
    expect(JSON.parse(got!.body)).toEqual({
      formatVersion: 1,
      event: 'opened',
      delivery: got!.headers['x-confman-delivery'],
      at: '2026-05-01T11:00:00Z',
      actor: 'ada@example.com',
      repository: 'github.com/acme/config',
      branch: 'main',
      request: {
        id: '7',
        title: 'Use vault://… now',
        phase: 'open',
        head: 'a'.repeat(40),
        submittedBy: 'ada@example.com',
        submittedAt: '2026-05-01T11:00:00Z',
        published: null,
        url: null,
      },
    });
    expect(machine.journal.all().deliveries).toEqual([]);
  });

  it.each([500, 503, 404, 'lost'] as const)('is sent again after %s, with the same id', async (answer) => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    receiver.answers.push(answer);
    const sender = machine.sender(receiver.target());
    sender.add(request, isOpening);
    expect(await sender.flush(2000)).toEqual({ sent: 1, problems: [] });
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.ids).size).toBe(1);
    expect(receiver.received.every(isSigned)).toBe(true);
    expect(machine.slept).toEqual([250]);
  });

  it('waits as long as the receiver asks for, later where that is long', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    receiver.answers.push({ status: 429, headers: { 'retry-after': '1' } }, { status: 429, headers: { 'retry-after': '7200' } });
    const sender = machine.sender(receiver.target());
    sender.add(request, isOpening);
    const { sent, problems } = await sender.flush(2000);
    expect({ sent, slept: machine.slept }).toEqual({ sent: 0, slept: [1000] });
    expect(problems).toEqual(['the webhook was not told that a request was opened: it answers 429; it is tried again later']);
    machine.time += 7_100_000;
    expect(await machine.sender(receiver.target()).flush(0)).toEqual({ sent: 0, problems: [] });
    machine.time += 200_000;
    expect(await machine.sender(receiver.target()).flush(0)).toEqual({ sent: 1, problems: [] });
    expect(new Set(receiver.ids).size).toBe(1);
  });

  it('comes back at another time than others who wait', async () => {
    const pauses: number[] = [];
    for (const random of [0, 0.25, 1]) {
      const [machine, receiver] = [new Machine(), await Receiver.start()];
      machine.random = random;
      receiver.answers.push(500, 500, { status: 503, headers: { 'retry-after': '1' } });
      const sender = machine.sender(receiver.target());
      sender.add(request, isOpening);
      expect(await sender.flush(10_000)).toEqual({ sent: 1, problems: [] });
      // What the receiver asks for is not changed.
      expect(machine.slept[2]).toBe(1000);
      pauses.push(...machine.slept.slice(0, 2));
    }
    expect(pauses).toEqual([125, 500, 188, 750, 375, 1500]);
  });

  it('does not wait for a receiver that is silent', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    receiver.answers.push('hang');
    machine.patience = 200;
    const sender = machine.sender(receiver.target());
    sender.add(request, isOpening);
    sender.add({ ...request, id: '8' }, isOpening);
    const { sent, problems } = await sender.flush(2000);
    expect({ sent, slept: machine.slept, times: receiver.received.length }).toEqual({ sent: 0, slept: [], times: 1 });
    expect(problems).toMatchObject([expect.stringContaining('it does not answer')]);
    machine.patience = 20_000;
    machine.time += longPause;
    expect(await machine.sender(receiver.target()).flush(0)).toEqual({ sent: 2, problems: [] });
  });

  it('is followed nowhere', async () => {
    const [machine, receiver, other] = [new Machine(), await Receiver.start(), await Receiver.start()];
    receiver.answers.push({ status: 307, headers: { location: other.url } });
    const sender = machine.sender(receiver.target());
    sender.add(request, isOpening);
    expect((await sender.flush(0)).problems).toMatchObject([expect.stringContaining('it sends on to another address')]);
    expect(other.received).toEqual([]);
  });

  it('goes to everybody, and one who fails keeps it from nobody', async () => {
    const [machine, good, bad] = [new Machine(), await Receiver.start(), await Receiver.start()];
    bad.answers.push(500);
    const targets = [bad.target({ name: 'BAD' }), good.target({ name: 'GOOD', format: 'slack', secret: undefined })];
    const sender = machine.sender(...targets);
    sender.add(request, isOpening);
    expect(await sender.flush(0)).toMatchObject({ sent: 1, problems: [expect.stringContaining('the webhook BAD')] });
    expect(good.received[0]!.headers['x-confman-signature-256']).toBeUndefined();
    machine.time += longPause;
    expect(await machine.sender(...targets).flush(0)).toEqual({ sent: 1, problems: [] });
    expect([good.received.length, bad.received.length]).toEqual([1, 2]);
  });
});

describe('the journal', () => {
  it('goes on after a crash, and holds neither address nor secret', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    machine.sender(receiver.target()).add(request, isOpening);
    const kept = readdirSync(join(machine.root, '.confman')).filter((name) => name.startsWith('webhook-'));
    expect(kept).toHaveLength(1);
    const text = readFileSync(join(machine.root, '.confman', kept[0]!), 'latin1');
    expect([text.includes(receiver.url), text.includes(secret)]).toEqual([false, false]);
    expect(await machine.sender(receiver.target()).flush(0)).toEqual({ sent: 1, problems: [] });
    expect(await machine.sender(receiver.target()).flush(0)).toEqual({ sent: 0, problems: [] });
  });

  it('that cannot be written says that nothing is tried later', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    writeFileSync(join(machine.root, '.confman'), 'no folder');
    receiver.answers.push(500);
    const sender = machine.sender(receiver.target());
    sender.add(request, isOpening);
    expect(sender.unkept).toBe(1);
    expect((await sender.flush(0)).problems).toMatchObject([expect.stringContaining('.confman cannot be written')]);
  });

  it('goes on beside what a run of the same number left half-written', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    machine.sender(receiver.target()).add(request, isOpening);
    const folder = join(machine.root, '.confman');
    const name = readdirSync(folder).find((each) => each.startsWith('webhook-')) ?? '';
    rmSync(join(folder, name));
    writeFileSync(join(folder, `${name}.${process.pid}.tmp`), 'half');
    machine.sender(receiver.target()).add(request, isOpening);
    expect(readdirSync(folder).filter((each) => each.startsWith('webhook-'))).toEqual([name]);
    expect(await machine.sender(receiver.target()).flush(0)).toEqual({ sent: 1, problems: [] });
  });

  it('takes nothing that another machine wrote', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    machine.sender(receiver.target()).add(request, isOpening);
    const folder = join(machine.root, '.confman');
    const name = readdirSync(folder).find((each) => each.startsWith('webhook-')) ?? '';
    const body = readFileSync(join(folder, name)).subarray(32);
    const forged = createHmac('sha256', 'another key').update(body).digest();
    writeFileSync(
      join(
        folder,
        name.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
      Buffer.concat([forged, body]),
    );
    expect(machine.journal.all().deliveries).toHaveLength(1);
  });

  it('gives up what nobody takes for three days, and says so', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    machine.sender(receiver.target()).add(request, isOpening);
    machine.time += 3 * 24 * 3600_000 + 1000;
    receiver.answers.push(500);
    expect((await machine.sender(receiver.target()).flush(0)).problems).toMatchObject([
      expect.stringContaining('it is given up'),
    ]);
    expect(machine.journal.all().deliveries).toEqual([]);
  });

  it('keeps what is for somebody of whom nothing says where they are', async () => {
    const [machine, receiver] = [new Machine(), await Receiver.start()];
    machine.sender(receiver.target({ name: 'CHAT' })).add(request, isOpening);
    const { problems } = await machine.sender().flush(0);
    expect(problems).toMatchObject([expect.stringContaining('nothing says where it is')]);
    machine.time += longPause;
    expect(await machine.sender(receiver.target({ name: 'CHAT' })).flush(0)).toEqual({ sent: 1, problems: [] });
  });

  it('holds a thousand, and says how many it dropped', async () => {
    const machine = new Machine();
    const { journal } = machine;
    for (let i = 0; i < 1003; i += 1)
      journal.put({
        id: i.toString(16).padStart(32, '0'),
        target: '',
        event: 'opened',
        body: '{}',
        since: machine.time + i,
        attempts: 0,
        nextAt: machine.time + longPause,
      });
    const { problems } = await machine.sender().flush(0);
    expect(problems).toEqual(['3 deliveries were dropped: too many were waiting']);
    expect(journal.all().deliveries).toHaveLength(1000);
    expect(journal.all().deliveries[0]!.since).toBe(machine.time + 3);
  });
});
