import type { Change } from '../../schema-diff/change.ts';
import type { ComparedPair } from './compare-sides.ts';
import { versionBefore } from './family-versions.ts';

/** What can be typed now, of a pair that fails. @param open what fails and was not accepted, the worst first */
export function pairHints({ old, new: now }: ComparedPair, open: readonly Change[]): string[] {
  const [from, to] = [old.home?.version, now.home?.version];
  const [first] = open;
  if (first === undefined || now.home === undefined || from === undefined || to === undefined || from.family !== to.family)
    return [];
  if (from.version === to.version)
    return [`Put the change into a new version: ${to.family}/${to.version} stays as it is once it is on the protected branch`];
  const isNext = versionBefore(now.home.workspace, to) === from.version;
  const between = isNext ? '' : ` from: "${from.version}",`;
  const entry = `{ rule: "${first.rule}", path: ${JSON.stringify(first.path)},${between} to: "${to.version}", reason: "…", by: "…" }`;
  return [
    `Accept a finding in ${to.family}/approvals.json5: { approvals: [${entry}] }`,
    `Run confman schema migrate ${to.family} --from ${from.version} --to ${to.version} --draft to carry documents over`,
  ];
}
