import { json as findingsJson } from '../../diagnostics/formats/json.ts';
import { jsonText } from '../../diagnostics/formats/json-text.ts';
import type { Finding } from '../../diagnostics/finding.ts';
import { changeToJson } from '../change-to-json.ts';
import type { Comparison } from '../comparison.ts';
import type { ChangeView, ConfigsView, DiffView, PairView } from './diff-view.ts';

/** Fields may be added without a new number; one that goes or changes its meaning makes a new number. */
const FORMAT_VERSION = 1;

/** The shape that programs read: `{mode, verdict, changes, witness}`, and beside them what else there is to know. */
export function diffJson(view: DiffView): string {
  const asked = view.pairs.at(-1) as PairView;
  return jsonText({
    formatVersion: FORMAT_VERSION,
    version: view.version,
    command: 'schema diff',
    mode: view.mode,
    verdict: view.verdict,
    ok: view.ok,
    ...pairJson(asked),
    ...(view.transitive
      ? { comparisons: view.pairs.map((pair) => ({ verdict: pair.comparison.verdict, ok: pair.ok, ...pairJson(pair) })) }
      : {}),
    ...(view.configs === undefined ? {} : { configs: configsJson(view.configs, view) }),
    diagnostics: diagnosticsJson(view.findings, view),
  });
}

function pairJson(pair: PairView): object {
  const { comparison } = pair;
  return {
    old: pair.old,
    new: pair.new,
    backward: comparison.backward,
    forward: comparison.forward,
    changes: inOrder(pair).map(changeJson),
    ...witnessJson(comparison),
  };
}

/** Left out where none was found: `null` is a document, too. */
function witnessJson({ witness, witnessOf, witnessEnvironment }: Comparison): object {
  if (witnessOf === undefined) return {};
  return { witness, witnessOf, ...(witnessEnvironment === undefined ? {} : { witnessEnvironment }) };
}

/** Programs get them by path, not what fails first. */
function inOrder({ changes }: PairView): ChangeView[] {
  return changes.toSorted((a, b) => a.order - b.order);
}

function changeJson({ change, message, accepted, oldPlace, newPlace }: ChangeView): object {
  const places = { oldFile: oldPlace.file, oldLine: oldPlace.line, newFile: newPlace.file, newLine: newPlace.line };
  const approved = accepted === undefined ? null : { ...accepted, until: accepted.until ?? null };
  return { ...changeToJson(change), message, ...places, approved };
}

function configsJson({ findings, failing, failingNow, healed, fragments, total, schema }: ConfigsView, view: DiffView): object {
  const apps = { total, failing: failing.length, failingBefore: failingNow.length, migrated: healed.length, ids: failing };
  return { schema, apps, fragments, diagnostics: diagnosticsJson(findings, view) };
}

/** As every report has them. */
function diagnosticsJson(findings: readonly Finding[], { version }: DiffView): unknown {
  const apps = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };
  const report = { command: 'schema diff', ok: true, apps, findings, omitted: 0, version };
  return (JSON.parse(findingsJson.render(report)) as { readonly diagnostics: unknown }).diagnostics;
}
