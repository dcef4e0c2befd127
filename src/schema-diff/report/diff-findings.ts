import { messageOf } from '../../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Finding, FindingRule, Report } from '../../diagnostics/finding.ts';
import { compareFindings } from '../../diagnostics/order.ts';
import type { Judgement } from '../change.ts';
import { rules, type RuleId } from '../rules.ts';
import type { ChangeView, DiffView, PairView } from './diff-view.ts';

const severities = { breaks: 'error', unknown: 'warning', safe: 'info' } as const;

const codes: Readonly<Record<Judgement, DiagnosticCode>> = {
  breaks: 'schema-diff/breaking',
  unknown: 'schema-diff/undecided',
  safe: 'schema-diff/change',
};

const isOpen = ({ severity }: Finding): boolean => severity !== 'info';

/** A comparison as the report of findings that forges and code scanners read. */
export function diffReport(view: DiffView): Report {
  const failing = view.configs?.failing.length ?? 0;
  const total = view.configs?.total ?? 0;
  const changes = view.pairs.flatMap((pair) => pair.changes.map((each) => toFinding(each, pair))).sort(compareFindings);
  // A forge shows the first few: what fails in the schema is the cause of what fails in the documents.
  const findings = [
    ...changes.filter(isOpen),
    ...view.findings.toSorted(compareFindings),
    ...(view.configs?.findings ?? []).toSorted(compareFindings),
    ...changes.filter((each) => !isOpen(each)),
  ];
  const apps = { total, valid: total - failing, invalid: failing, rebuilt: 0, unchanged: 0 };
  return { command: 'schema diff', ok: view.ok, apps, findings, omitted: 0, version: view.version };
}

function toFinding({ change, message, effect, oldPlace, newPlace, accepted }: ChangeView, pair: PairView): Finding {
  const severity = accepted === undefined ? severityOf(effect, pair) : 'info';
  const args = { rule: change.rule, level: change.level, what: message, old: pair.old, new: pair.new };
  return {
    code: codes[effect],
    rule: ruleOf(change.rule),
    severity,
    message: messageOf({ code: codes[effect], args }),
    hint:
      accepted === undefined
        ? effect === 'safe'
          ? undefined
          : rules[change.rule].instead
        : `Accepted by ${accepted.by}: ${accepted.reason}`,
    place: newPlace,
    pointer: change.new.pointer,
    apps: [],
    related: [{ message: `as it was in ${pair.old}`, place: oldPlace }],
  };
}

const usual = { breaking: 'error', 'potentially-breaking': 'warning', 'non-breaking': 'info', info: 'info' } as const;

/** A scanner shows what is said of the rule once, beside all that it found. */
function ruleOf(id: RuleId): FindingRule {
  const { title, reason, instead, level } = rules[id];
  return { id: `schema-diff/${id}`, title, help: `${title}. ${reason} ${instead}`, severity: usual[level] };
}

/** What cannot be decided fails too, unless that is allowed. */
function severityOf(effect: Judgement, { ok }: PairView): Finding['severity'] {
  return effect === 'unknown' && !ok ? 'error' : severities[effect];
}
