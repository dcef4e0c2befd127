import type { Change } from '../../schema-diff/change.ts';
import type { Acceptable } from '../../schema-diff/report/diff-view.ts';
import type { ComparedPair } from './compare-sides.ts';
import { versionBefore } from './family-versions.ts';

interface PairHints {
  readonly hints: readonly string[];
  readonly acceptable: Acceptable | undefined;
}

/** What can be typed now, of a pair that fails. @param open what fails and was not accepted, the worst first */
export function pairHints({ old, new: now }: ComparedPair, open: readonly Change[]): PairHints {
  const [from, to] = [old.home?.version, now.home?.version];
  if (open.length === 0 || now.home === undefined || from === undefined || to === undefined || from.family !== to.family)
    return { hints: [], acceptable: undefined };
  if (from.version === to.version) {
    const kept = `Put the change into a new version: ${to.family}/${to.version} stays as it is once it is on the protected branch`;
    return { hints: [kept], acceptable: undefined };
  }
  const between = versionBefore(now.home.workspace, to) === from.version ? '' : ` from: "${from.version}",`;
  const entries = open.map(
    ({ rule, path }) => `{ rule: "${rule}", path: ${JSON.stringify(path)},${between} to: "${to.version}", reason: "…", by: "…" }`,
  );
  return {
    hints: [`Run confman schema migrate ${to.family} --from ${from.version} --to ${to.version} --draft to carry documents over`],
    acceptable: { file: `${to.family}/approvals.json5`, entries: [...new Set(entries)] },
  };
}
