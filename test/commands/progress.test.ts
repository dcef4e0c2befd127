import { expect, test } from 'vitest';
import type { CommandContext, GlobalOptions } from '../../src/commands/command-context.ts';
import { commandProgress } from '../../src/commands/progress.ts';

interface Terminal {
  readonly said: string[];
  time: number;
}

/** What is shown of a resolve of four apps that take so many milliseconds each. */
function shown(perApp: number, { isTTY = true, quiet = false, term = 'xterm', command = 'resolve' } = {}): string[] {
  const terminal: Terminal = { said: [], time: 0 };
  const context = {
    env: { TERM: term },
    stderr: { isTTY, columns: 80, write: (text: string) => void terminal.said.push(text) },
    now: () => terminal.time,
  } as unknown as CommandContext;
  const progress = commandProgress(context, { quiet } as GlobalOptions, command);
  for (let done = 1; done <= 4; done += 1) {
    terminal.time += perApp;
    progress?.step(done, 4);
  }
  progress?.end();
  return terminal.said;
}

test('short work shows nothing, and leaves nothing to remove', () => {
  expect(shown(100)).toEqual([]);
});

test('long work says how far it is, and takes it back', () => {
  expect(shown(300)).toEqual([
    '\rResolving 4 apps: 50 %\u001b[K',
    '\rResolving 4 apps: 75 %\u001b[K',
    '\rResolving 4 apps: 100 %\u001b[K',
    '\r\u001b[K',
  ]);
});

test('an audit counts events', () => {
  expect(shown(300, { command: 'audit --verify' })[0]).toBe('\rVerifying 4 events: 50 %\u001b[K');
});

test.each([{ isTTY: false }, { quiet: true }, { term: 'dumb' }, { command: 'list' }])('never with %o', (options) => {
  expect(shown(1000, options)).toEqual([]);
});
