import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { FirstParentLine } from '../../git/first-parent-line.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { PublishedTip } from '../../git/published-tip.ts';
import { formerTips } from '../../git/ref-log.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import { rememberedTips, rememberTip } from './tip-memory.ts';

/** So many former tips that are not on the line are looked into, the newest. */
const mostTips = 20;

/**
 * What the published branch once ended with and does not lead to any more: as confman remembers it, and as the log of the
 * remote-tracking branch has it. A branch that publishes only grows, commit by commit on its line of first parents.
 */
export async function lostTips(
  { workspace, memory }: OpenedWorkspace,
  reader: ObjectReader,
  line: FirstParentLine,
  { ref, oid }: PublishedTip,
): Promise<readonly Diagnostic[]> {
  // Where the history is cut off nobody can tell.
  if (line.cut) return [];
  const logged = ref.startsWith('refs/remotes/') ? formerTips(workspace.location.repository, ref) : [];
  const onLine = new Set(line.commits);
  const lost = [...new Set([...logged, ...rememberedTips(memory, ref)])].filter((tip) => !onLine.has(tip)).slice(-mostTips);
  rememberTip(memory, ref, oid, lost);
  const found: Diagnostic[] = [];
  const branch = ref.replace(/^refs\/(?:heads|remotes)\//, '');
  const accept = `to accept it, run git reflog expire --expire=all ${ref} and delete .confman/published-tips`;
  for (const tip of lost) {
    const behind = await reader.isAncestor(tip, oid);
    found.push(behind === true ? rerouted(branch, tip, accept) : await rewritten(reader, branch, tip, oid, accept));
  }
  return found;
}

function rerouted(branch: string, tip: string, accept: string): Diagnostic {
  const hint = `Merge into the branch, not the branch into something else; ${accept}`;
  return diagnostic('history/rerouted', { branch, tip: shortOf(tip) }, { hint });
}

async function rewritten(reader: ObjectReader, branch: string, tip: string, now: string, accept: string): Promise<Diagnostic> {
  const gone = await reader.firstParents(tip, { until: now, limit: 1000 });
  const hint = isGitFailure(gone)
    ? `Find somebody who still has it: git fetch REMOTE ${tip}; ${accept}`
    : `Run git branch lost ${tip} and merge what is missing; ${accept}`;
  const commits = isGitFailure(gone) ? [] : gone.slice(0, 3).map(shortOf);
  const count = isGitFailure(gone) ? 0 : gone.length;
  return diagnostic('history/rewritten', { branch, tip: shortOf(tip), gone: count, commits }, { hint });
}

function shortOf(oid: string): string {
  return oid.slice(0, 10);
}
