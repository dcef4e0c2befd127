import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Actor } from '../embedded/actor.ts';
import { isForgeFailure } from '../forges/forge-failure.ts';
import { headOf } from '../model/request.ts';
import type { DueLook, ProviderStep } from '../provider.ts';
import { checkNew } from './check-new.ts';
import { eventOf, judgeHosted } from './judge-hosted.ts';
import { submitHosted } from './submit-hosted.ts';
import type { HostedStore } from './hosted-store.ts';
import { publicationProblem } from './publication-problem.ts';
import type { CheckedCommit } from './publishers.ts';
import { readHosted } from './read-hosted.ts';

/** Publishes what may be published now by whose token it is; what may not is left alone without a word. */
export async function publishDueHosted(
  store: HostedStore,
  actor: Actor,
  now: () => number,
): Promise<DueLook | GitFailure | readonly Diagnostic[]> {
  const open = await store.port.list({ state: 'open', base: store.branch });
  if (isForgeFailure(open)) return store.problem(open);
  const published: { id: string; commit: string }[] = [];
  const failed: { id: string; findings: readonly Diagnostic[] }[] = [];
  for (const { id, phase } of open.requests.toReversed()) {
    if (phase !== 'open' || !(await isDue(store, actor, id, now()))) continue;
    const done = await submitHosted(store, actor, { id, body: publication }, now);
    if ('request' in done) {
      // Another watcher of the same account was faster.
      if (done.before !== true) published.push({ id, commit: done.request.published?.commit ?? done.tip });
    } else if (isGitFailure(done)) return done;
    else if (!done.some(({ code }) => code === 'publish/event-refused')) failed.push({ id, findings: done });
  }
  const looked = await checkNew(store);
  // What was published is told first; the next look comes to the rest.
  if (!('checked' in looked)) return published.length > 0 ? { published, failed } : looked;
  const { checked } = looked;
  const told = new Set(failed.map(({ id }) => id));
  const wrong = wrongly(store.branch, checked).filter(({ id }) => !told.has(id));
  return { published, failed: [...failed, ...wrong], checked };
}

function wrongly(branch: string, checked: readonly CheckedCommit[]): DueLook['failed'] {
  return checked
    .filter(({ verdict }) => verdict !== 'holds')
    .map((each) => ({ id: each.request ?? '', findings: [publicationProblem(branch, each)] }));
}

async function isDue(store: HostedStore, actor: Actor, id: string, now: number): Promise<boolean> {
  const read = await readHosted(store, id);
  if (!('record' in read)) return false;
  const head = headOf(read.record).commit;
  const event = eventOf(
    read.record,
    { type: 'published', head, commit: read.tip, namespaces: [] },
    { actor, tip: read.tip, now },
  );
  const judged = await judgeHosted(store, read, event, now);
  return 'event' in judged && judged.context.tree !== undefined;
}

const publication: ProviderStep['body'] = ({ request, tip }) => ({
  type: 'published',
  head: request === undefined ? '' : headOf(request).commit,
  commit: tip,
  namespaces: [],
});
