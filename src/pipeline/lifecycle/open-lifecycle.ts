import { diagnostic, messageOf, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { publishedTip } from '../../git/published-tip.ts';
import type { BaseChoice } from '../evolution/base-workspace.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { Lifecycle } from './lifecycle.ts';
import { usedKeywords, type UsedKeywords } from './used-keywords.ts';

export interface LifecycleOptions {
  /** A revision to hold values against, as `--base` names it; the protected branch by default. */
  readonly base: string | undefined;
  /** Deprecated fields may be newly set. */
  readonly allowDeprecated: boolean;
  /** Seconds since 1970; asked for only where a schema wants secrets to change. */
  readonly now: () => Outcome<number>;
}

/**
 * What judges the keywords that look at history: values are held against the state where the work at hand left the protected
 * branch. Undefined where no schema of either side uses one, and where there is nothing to hold them against, which a note
 * tells. That is no error: a hook has to work in a new repository too.
 *
 * @returns an error only where a base was named and cannot be used
 */
export async function openLifecycle(opened: OpenedWorkspace, options: LifecycleOptions): Promise<Outcome<Lifecycle | undefined>> {
  const known = opened.objects?.reader;
  const reader = known ?? (await openObjectReader(opened.workspace.location.repository));
  const outcome = await open(opened, options, reader);
  if (known === undefined && outcome.value === undefined) reader.close();
  return outcome;
}

async function open(
  opened: OpenedWorkspace,
  options: LifecycleOptions,
  reader: ObjectReader,
): Promise<Outcome<Lifecycle | undefined>> {
  const { location, settings } = opened.workspace;
  const isIndex = opened.objects !== undefined && opened.objects.commit === undefined;
  const used = await usedKeywords(opened.workspace, reader, opened.memory);
  const own = isIndex ? withoutRotation(used) : used;
  // What a change takes out of the schemas is found where it is judged as a whole; a hook does nothing for keywords that nobody uses.
  if (own.size === 0 && options.base === undefined && (isIndex || !location.git)) return nothing;
  const unjudged = (problem: Diagnostic): Outcome<undefined> => {
    if (options.base !== undefined) return { value: undefined, diagnostics: [problem] };
    return own.size === 0 ? nothing : { value: undefined, diagnostics: [notJudged(own, problem)] };
  };
  const { findBase } = await import('../evolution/base-workspace.ts');
  const head = opened.objects?.commit?.oid;
  const choice = { repository: location.repository, branch: settings.protectedBranch, revision: options.base, head };
  const found = await findBase(reader, choice);
  if ('problem' in found) return isNew(await reader.resolveRevision('HEAD'), choice) ? nothing : unjudged(found.problem);
  if (own.size === 0) {
    const { hasSameSchemas } = await import('./has-same-schemas.ts');
    if (await hasSameSchemas(opened, found.oid, reader)) return nothing;
  }
  const { openLifecycleBase } = await import('./open-lifecycle-base.ts');
  const { value: base, diagnostics } = await openLifecycleBase(opened, found.oid, reader);
  if (base === undefined) return unjudged(unusable(found.name, diagnostics));
  // Told by texts alone, also of a base that is otherwise broken.
  if (own.size === 0 && (await usedKeywords(base.workspace, reader)).size === 0) return nothing;
  const broken = errorsOf(base.workspace.structure);
  if (broken.length > 0) return unjudged(unusable(found.name, broken));
  const { Lifecycle } = await import('./lifecycle.ts');
  const against = { ...base, name: found.name, commit: found.oid };
  return { value: new Lifecycle(opened, against, reader, { ...options, used: own }), diagnostics: [] };
}

/** Before the first commit there is nothing that values could be against, and nothing to be said about it. */
function isNew(head: string | GitFailure, { repository, branch, revision }: BaseChoice): boolean {
  if (revision !== undefined || !isGitFailure(head) || head.kind !== 'no-commit') return false;
  return publishedTip(repository, branch) === undefined;
}

/** A hook tells what a commit does, not that time went by. */
function withoutRotation(used: UsedKeywords): UsedKeywords {
  return new Map([...used].filter(([keyword]) => keyword !== 'x-confman-rotation-days'));
}

const nothing: Outcome<undefined> = { value: undefined, diagnostics: [] };

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function unusable(base: string, [first]: readonly Diagnostic[]): Diagnostic {
  const reason = first === undefined ? 'the workspace there cannot be read' : messageOf(first);
  return diagnostic('lifecycle/bad-base', { base, reason }, { hint: 'Name another revision with --base' });
}

function notJudged(keywords: UsedKeywords, problem: Diagnostic): Diagnostic {
  const reason = messageOf(problem);
  return diagnostic('lifecycle/not-judged', { keywords: [...keywords.keys()].sort(), reason }, { hint: problem.hint });
}
