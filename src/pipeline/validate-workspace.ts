import type { AppCounts } from '../diagnostics/finding.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { isGlob, matchGlob } from '../model/glob.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import type { Lifecycle } from './lifecycle/lifecycle.ts';
import { withoutReplaced } from './lifecycle/without-replaced.ts';
import { unknownName } from './unknown-name.ts';
import { documentSubject, type Subject, type VerdictMemory } from './verdict-memory.ts';
import type { Workspace } from './workspace.ts';

export interface ValidatedWorkspace {
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  readonly unjudged: boolean;
}

/**
 * Judges apps and, beside them, every document by itself: also those that no app reaches.
 *
 * @param memory what need not be judged again
 * @param lifecycle what holds the apps against the protected branch, where that is asked for
 */
export async function validateWorkspace(
  workspace: Workspace,
  names: readonly string[],
  memory?: VerdictMemory,
  lifecycle?: Outcome<Lifecycle | undefined>,
): Promise<ValidatedWorkspace> {
  const known = names.length === 0 ? memory?.known : undefined;
  const findings = new FindingCollector(workspace.settings.limits.diagnostics);
  if (known === undefined) findings.addAll(workspace.structure);
  const chosen = known === undefined ? select(workspace, names) : chosenAmong(known);
  findings.addAll(chosen.diagnostics);
  const unjudged = chosen.diagnostics.length > 0;
  if (unjudged || (known === undefined && workspace.structure.some((finding) => finding.severity === 'error'))) {
    return { counts: { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 }, findings: findings.collected, unjudged };
  }
  const apps = chosen.apps.filter((app) => memory?.isClean(app) !== true);
  const documents = chosen.documents.filter((id) => memory?.isClean(documentSubject(id)) !== true);
  const isClean = apps.length + documents.length === 0;
  // What judges is loaded where there is something to judge.
  const invalid = isClean
    ? 0
    : await (
        await import('./judge-subjects.ts')
      ).judgeSubjects(workspace, { apps, documents }, findings, memory, (app) => lifecycle?.value?.note(app));
  if (names.length === 0 && workspaceIsPlain(known, workspace))
    memory?.save([...chosen.apps, ...chosen.documents.map(documentSubject)]);
  // Never remembered: it is true of one base only.
  await lifecycle?.value?.judge(chosen.apps, memory, findings);
  findings.addAll(lifecycle?.diagnostics ?? []);
  const total = chosen.apps.length;
  return {
    counts: { total, valid: total - invalid, invalid, rebuilt: 0, unchanged: total },
    findings: withoutReplaced(findings.collected),
    unjudged: false,
  };
}

/** Findings about the tree as a whole are not remembered. */
function workspaceIsPlain(known: readonly Subject[] | undefined, workspace: Workspace): boolean {
  return known !== undefined || workspace.structure.length === 0;
}

interface Chosen {
  readonly apps: readonly DocumentId[];
  readonly documents: readonly DocumentId[];
  readonly diagnostics: readonly Diagnostic[];
}

function select({ index, roots }: Workspace, names: readonly string[]): Chosen {
  const all = [...index.files.keys()].filter((id) => kindOf(id) !== 'config').sort(compareKeys);
  if (names.length === 0) return { apps: index.apps, documents: all, diagnostics: [] };
  const apps = new Set<DocumentId>();
  const documents = new Set<DocumentId>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const text = name.replace(/^\//, '').replace(/\/$/, '');
    const fits = (id: string): boolean => (isGlob(text) ? matchGlob(text, id) : id === text);
    const [foundApps, foundDocuments] = [index.apps.filter((app) => fits(app) || fits(`${app}/config`)), all.filter(fits)];
    for (const id of foundApps) apps.add(id);
    for (const id of foundDocuments) documents.add(id);
    if (foundApps.length + foundDocuments.length === 0) diagnostics.push(unknownName(text, [...index.apps, ...all], roots));
  }
  return { apps: [...apps].sort(compareKeys), documents: [...documents].sort(compareKeys), diagnostics };
}

function chosenAmong(subjects: readonly Subject[]): Chosen {
  const documents = subjects.filter((subject) => subject.startsWith(':')).map((subject) => subject.slice(1) as DocumentId);
  const apps = subjects.filter((subject) => !subject.startsWith(':')) as DocumentId[];
  return { apps, documents, diagnostics: [] };
}
