import type { CompileProgress } from '../pipeline/compile-progress.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';

/** Milliseconds: shorter work shows nothing, and what is shown changes at most so often. */
const delay = 500;
const interval = 100;

const verbs: Readonly<Record<string, string>> = {
  resolve: 'Resolving',
  validate: 'Validating',
  export: 'Exporting',
  release: 'Releasing',
  verify: 'Verifying',
  history: 'Walking',
  'audit --verify': 'Verifying',
  requests: 'Reading',
};

/** What is counted, where that is no apps. */
const nouns: Readonly<Record<string, string>> = { history: 'commits', 'audit --verify': 'events', requests: 'requests' };

/** One line on a terminal that says how far a long run is, and goes when it is done; undefined where nobody would see it. */
export function commandProgress(context: CommandContext, { quiet }: GlobalOptions, command: string): CompileProgress | undefined {
  const verb = verbs[command];
  const noun = nouns[command] ?? 'apps';
  const { stderr, env } = context;
  if (verb === undefined || quiet || !stderr.isTTY || env['TERM'] === 'dumb') return undefined;
  const started = context.now();
  let shown = 0;
  return {
    step: (done, total) => {
      const now = context.now();
      if (now - started < delay || now - shown < interval) return;
      shown = now;
      stderr.write(`\r${verb} ${total} ${noun}: ${Math.floor((done / total) * 100)} %\u001b[K`);
    },
    end: () => {
      if (shown > 0) stderr.write('\r\u001b[K');
      shown = 0;
    },
  };
}
