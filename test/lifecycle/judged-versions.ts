import type { ObjectReader } from '../../src/git/object-reader.ts';
import { isGitFailure } from '../../src/git/git-failure.ts';
import { changedBetween } from '../../src/pipeline/changed-ids.ts';
import { FindingCollector } from '../../src/pipeline/collect-findings.ts';
import { VersionJudge } from '../../src/pipeline/lifecycle/version-judge.ts';
import { toFindings } from '../../src/pipeline/to-findings.ts';
import type { Files } from '../pipeline/memory-workspace.ts';
import { validatedWorkspace } from '../pipeline/validated-workspace.ts';

export interface JudgedVersions {
  /** `code file:line:column pointer` */
  readonly found: readonly string[];
  readonly messages: readonly string[];
  readonly apps: readonly (readonly string[])[];
  /** Everything that would be printed. */
  readonly all: string;
}

/** Trees in memory have their contents at hand. */
const noReader = {} as ObjectReader;

/** What is said about the second of two states of a workspace, held against the first. */
export async function judgedVersions(before: Files, after: Files, allowDeprecated = false): Promise<JudgedVersions> {
  const [base, head] = [await validatedWorkspace(before), await validatedWorkspace(after)];
  const changed = changedBetween(base, head);
  const judge = new VersionJudge({
    base: { workspace: base, name: 'main', commit: '', changed: () => changed },
    head,
    changed,
    reader: noReader,
    allowDeprecated,
  });
  const findings = new FindingCollector();
  for (const app of head.index.apps) {
    const found = await judge.judge(app);
    if (isGitFailure(found)) throw new Error(found.reason);
    findings.addAll(found, app);
  }
  const all = toFindings(findings.collected);
  return {
    found: all.map(({ code, place, pointer }) =>
      [code.replace('lifecycle/', ''), `${place?.file}:${place?.line}:${place?.column}`, pointer].join(' '),
    ),
    messages: all.map(({ message }) => message),
    apps: all.map(({ apps }) => apps),
    all: JSON.stringify(all.map((each) => ({ ...each, place: undefined, related: each.related.map(({ message }) => message) }))),
  };
}
