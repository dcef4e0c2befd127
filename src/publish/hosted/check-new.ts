import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { HostedStore } from './hosted-store.ts';
import { Publishers, type CheckedCommit } from './publishers.ts';
import { lineSince } from './verify-hosted.ts';

/** So many commits one look goes through: each costs the forge some calls. The others wait for the next look. */
const portion = 20;
/** Of more than these none is looked at: that is for an audit. */
const most = 200;

export interface NewCommits {
  /** The oldest first. */
  readonly checked: readonly CheckedCommit[];
}

/**
 * Looks at what came to the protected branch since the last look, whoever published it: somebody may have pressed the button of
 * the forge, or was interrupted before their own look at what it merged.
 */
export async function checkNew(store: HostedStore): Promise<NewCommits | GitFailure | readonly Diagnostic[]> {
  const fetched = await store.fetch([]);
  if (isGitFailure(fetched) || !('tip' in fetched)) return fetched;
  const { checkedTip } = store;
  const { tip } = fetched;
  const from = checkedTip.tip ?? tip;
  const line = await lineSince(store, from, tip);
  if (isGitFailure(line)) return line;
  if (line === undefined || line.length > (checkedTip.isKept ? most : portion)) {
    // Whoever begins to watch watches from now on.
    const told = checkedTip.isKept ? [line === undefined ? rewritten(tip, from) : tooMany(tip, from, line.length)] : [];
    checkedTip.keep(tip);
    return { checked: told };
  }
  const publishers = new Publishers(store);
  const checked: CheckedCommit[] = [];
  for (const oid of line.slice(0, portion)) {
    const found = await publishers.check(oid);
    if (!('verdict' in found)) return found;
    checked.push(found);
  }
  checkedTip.keep(checked.at(-1)?.commit ?? tip);
  return { checked };
}

function tooMany(commit: string, from: string, count: number): CheckedCommit {
  const reason = `${count} commits came since the last look; confman audit --verify --root ${from} looks at them`;
  return { commit, request: undefined, by: undefined, verdict: 'unknown', reason };
}

function rewritten(commit: string, from: string): CheckedCommit {
  const reason = `${from.slice(0, 12)}, which was published, is not on its line any more`;
  return { commit, request: undefined, by: undefined, verdict: 'fails', reason };
}
