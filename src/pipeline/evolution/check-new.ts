import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import type { Change } from '../../schema-diff/change.ts';
import { changeMessage } from '../../schema-diff/change-message.ts';
import type { CompareMode } from '../../schema-diff/comparison.ts';
import { effectIn } from '../../schema-diff/report/diff-view.ts';
import type { Family } from '../../schema-diff/retention/family.ts';
import type { ComparedPair } from './compare-sides.ts';
import { earlierVersions } from './family-versions.ts';
import type { PairCache } from './pair-cache.ts';
import { shownSite } from './shown-site.ts';

/** Whether new versions of a family are towards the earlier ones what the family promises. */
export function checkNew(pairs: PairCache, family: DocumentId, promise: Family, added: readonly string[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const version of added) {
    const broken = pairs.workspace.schemas.check(childId(family, version)).filter((each) => each.severity === 'error');
    diagnostics.push(...broken);
    if (promise.compatibility === 'none' || broken.length > 0) continue;
    const earlier = earlierVersions(pairs.workspace, { family, version }).toReversed();
    const told = new Set<string>();
    for (const each of promise.transitive ? earlier : earlier.slice(0, 1)) {
      const { value, diagnostics: found } = pairs.pair(family, each, version, promise.compatibility);
      if (value === undefined) diagnostics.push(...found);
      else diagnostics.push(...pairFindings(value, promise.compatibility, told));
    }
  }
  return diagnostics;
}

/** @param told what was said of a nearer version already is not said again */
function pairFindings(pair: ComparedPair, mode: CompareMode, told: Set<string>): Diagnostic[] {
  const failing = pair.comparison.changes.filter((change) => effectIn(mode, change) !== 'safe');
  const fresh = failing.filter((change) => {
    const key = `${change.rule} ${change.path} ${change.new.pointer}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
  const findings = fresh.map((change) => finding(pair, change, mode));
  return pair.ok || failing.length > 0 ? findings : [...findings, wholeFinding(pair, mode)];
}

function finding(pair: ComparedPair, change: Change, mode: CompareMode): Diagnostic {
  const args = { schema: pair.new.name, earlier: pair.old.name, mode, what: `${changeMessage(change)} (${change.rule})` };
  const approval = pair.accepted.get(change);
  const where = {
    site: shownSite(change.new),
    related: [{ site: shownSite(change.old), message: `as it is in ${pair.old.name}` }],
    hint:
      approval === undefined
        ? `Run confman schema diff ${pair.old.name} ${pair.new.name} to see what it does, and how to accept it`
        : `Accepted by ${approval.by}${approval.until === undefined ? '' : ` until ${approval.until}`}: ${approval.reason}`,
    ...(approval === undefined && !pair.ok ? {} : { severity: 'info' as const }),
    secrets: change.secret === true ? [change.old.site, change.new.site] : [],
  };
  return effectIn(mode, change) === 'breaks'
    ? diagnostic('retention/incompatible-version', args, where)
    : diagnostic('retention/unproved-version', args, where);
}

/** The whole says more than its parts. */
function wholeFinding({ old, new: now, comparison }: ComparedPair, mode: CompareMode): Diagnostic {
  const args = { schema: now.name, earlier: old.name, mode, what: '' };
  const hint = `Run confman schema diff ${old.name} ${now.name} to see more`;
  const site = now.world.siteOf(now.world.root);
  return comparison.verdict === 'breaking'
    ? diagnostic('retention/incompatible-version', args, { site, hint })
    : diagnostic('retention/unproved-version', args, { site, hint });
}
