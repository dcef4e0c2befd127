import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { maskText } from '../../model/mask-text.ts';
import { defaultSecretSchemes } from '../../model/secret-reference.ts';
import { maskReferences } from '../../model/mask-references.ts';
import type { Site } from '../../model/source.ts';
import { toolVersion } from '../../model/tool-version.ts';
import { changeMessage } from '../../schema-diff/change-message.ts';
import type { Change } from '../../schema-diff/change.ts';
import type { CompareMode, Comparison, Verdict } from '../../schema-diff/comparison.ts';
import {
  effectIn,
  tellingOrder,
  type ChangeView,
  type ConfigsView,
  type DiffView,
  type PairView,
} from '../../schema-diff/report/diff-view.ts';
import { FindingCollector } from '../collect-findings.ts';
import { toFindings } from '../to-findings.ts';
import type { ComparedPair } from './compare-sides.ts';
import { locatePlace, referenceSpans, spansByText } from './locate-place.ts';
import { pairHints } from './pair-hints.ts';
import { shownSite } from './shown-site.ts';
import type { JudgedConfigs } from './judge-configs.ts';

export interface DiffInput {
  readonly mode: CompareMode;
  readonly transitive: boolean;
  /** The pair that was asked for comes last. */
  readonly pairs: readonly ComparedPair[];
  readonly configs: JudgedConfigs | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const weights: Readonly<Record<Verdict, number>> = { compatible: 0, unknown: 1, breaking: 2 };

/** A comparison located and put into the order in which it is told. */
export function diffView({ mode, transitive, pairs, configs, diagnostics }: DiffInput): DiffView {
  const collector = new FindingCollector();
  collector.addAll(diagnostics);
  const findings = toFindings(collector.collected);
  const verdict = pairs
    .map(({ comparison }) => comparison.verdict)
    .reduce<Verdict>((worst, each) => (weights[each] > weights[worst] ? each : worst), 'compatible');
  const name = pairs.at(-1)?.new.name ?? '';
  const fails = (configs?.failing.length ?? 0) + (configs?.fragments.failing.length ?? 0) > 0;
  const ok = pairs.every((pair) => pair.ok) && findings.every(({ severity }) => severity !== 'error') && !fails;
  return {
    mode,
    transitive,
    verdict,
    ok,
    pairs: pairs.map((pair) => pairView(pair, mode)),
    configs: configs && configsView(configs, name),
    findings,
    version: toolVersion,
  };
}

function pairView(pair: ComparedPair, mode: CompareMode): PairView {
  const { comparison, verdict, ok } = pair;
  const secrets = comparison.changes.filter((change) => change.secret === true);
  const schemes = pair.new.home?.workspace.settings.secretSchemes ?? defaultSecretSchemes;
  const references = referenceSpans(comparison.changes.flatMap(sitesOf), schemes);
  const masked = spansByText(secrets.flatMap(sitesOf), references);
  const changes = comparison.changes.map((change, order): ChangeView => {
    const approval = pair.accepted.get(change);
    return {
      change: withoutReferences(change, schemes),
      order,
      message: maskText(changeMessage(change), schemes),
      effect: effectIn(mode, change),
      oldPlace: locatePlace(shownSite(change.old), masked),
      newPlace: locatePlace(shownSite(change.new), masked),
      accepted: approval && { by: approval.by, reason: approval.reason, until: approval.until },
    };
  });
  const told = changes.toSorted(tellingOrder);
  const open = told.filter((each) => each.effect !== 'safe' && each.accepted === undefined).map((each): Change => each.change);
  return {
    old: pair.old.name,
    new: pair.new.name,
    comparison: withoutSecrets(comparison, schemes),
    changes: told,
    verdict,
    ok,
    ...(ok ? { hints: [], acceptable: undefined } : pairHints(pair, open)),
  };
}

/** Also of a change that is not known to be about a secret. */
function withoutReferences(change: Change, schemes: readonly string[]): Change {
  const shown = (evidence: Change['old']): Change['old'] =>
    evidence.value === undefined ? evidence : { ...evidence, value: maskReferences(evidence.value, schemes) };
  return { ...change, old: shown(change.old), new: shown(change.new) };
}

/** The values of a witness may come from lists of the schema. */
function withoutSecrets(comparison: Comparison, schemes: readonly string[]): Comparison {
  const { witness } = comparison;
  return witness === undefined ? comparison : { ...comparison, witness: maskReferences(witness, schemes) };
}

function sitesOf(change: Change): Site[] {
  return [change.old.site, change.new.site];
}

function configsView({ findings, ...judged }: JudgedConfigs, schema: string): ConfigsView {
  return { ...judged, schema, findings: toFindings(findings) };
}
