import type { AppCounts } from '../diagnostics/finding.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { isGlob, matchGlob } from '../model/glob.ts';
import { noVariables } from '../model/variables.ts';
import type { AppCompiler } from './app-compiler.ts';
import { buildApps, Compilers } from './build-apps.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import { appsKey } from './changed-ids.ts';
import { badVersionName } from './evolution/bad-version-name.ts';
import { checkShape } from './evolution/family-documents.ts';
import { readMigrationDocument } from './evolution/family-migrations.ts';
import { idleCascade } from './idle-cascade.ts';
import type { RunDocument } from './run.ts';
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
 */
export async function validateWorkspace(
  workspace: Workspace,
  names: readonly string[],
  memory?: VerdictMemory,
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
  const invalid = await judge(workspace, chosen, findings, memory);
  if (names.length === 0 && workspaceIsPlain(known, workspace))
    memory?.save([...chosen.apps, ...chosen.documents.map(documentSubject)]);
  const total = chosen.apps.length;
  return {
    counts: { total, valid: total - invalid, invalid, rebuilt: 0, unchanged: total },
    findings: findings.collected,
    unjudged: false,
  };
}

/** Findings about the tree as a whole are not remembered. */
function workspaceIsPlain(known: readonly Subject[] | undefined, workspace: Workspace): boolean {
  return known !== undefined || workspace.structure.length === 0;
}

/** @returns how many apps are invalid */
async function judge(
  workspace: Workspace,
  chosen: Chosen,
  findings: FindingCollector,
  memory: VerdictMemory | undefined,
): Promise<number> {
  const apps = chosen.apps.filter((app) => memory?.isClean(app) !== true);
  const documents = chosen.documents.filter((id) => memory?.isClean(documentSubject(id)) !== true);
  if (apps.length + documents.length === 0) return 0;
  await memory?.fetch();
  const compilers = new Compilers(workspace);
  let invalid = 0;
  await buildApps(workspace, compilers, apps, (app) => {
    findings.addAll(app.diagnostics, app.id);
    if (app.status === 'Invalid') invalid++;
    memory?.note(app.id, app.status !== 'Invalid' && app.diagnostics.length === 0, app.dependencies);
  });
  if (documents.length > 0) await workspace.prepareFindings();
  for (const id of documents) {
    const { diagnostics, dependencies } = checkDocument(workspace, compilers.recording, id);
    findings.addAll(diagnostics);
    memory?.note(documentSubject(id), diagnostics.length === 0, dependencies);
  }
  return invalid;
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

/** With what the verdict hangs on, in the terms of `ChangedIds`. */
interface CheckedDocument {
  readonly diagnostics: readonly Diagnostic[];
  readonly dependencies: readonly string[];
}

function checkDocument(workspace: Workspace, compiler: AppCompiler, id: DocumentId): CheckedDocument {
  const kind = kindOf(id);
  const checked = (diagnostics: readonly Diagnostic[], ...others: readonly string[]): CheckedDocument => ({
    diagnostics,
    dependencies: [id, ...others],
  });
  if (kind === 'schema') return checked([...badVersionName(workspace, id), ...workspace.schemas.check(id)], 'schemas/**');
  if (kind === 'family' || kind === 'approvals') return checked(checkShape(workspace, id, kind), 'schemas/**');
  const document = workspace.run.document(id);
  if (document?.value === undefined) return checked(document?.diagnostics ?? []);
  if (kind === 'migration') return checked(readMigrationDocument(workspace, id).diagnostics, 'schemas/**');
  if (kind === 'cascade')
    return checked([...compiler.governance.cascade(id).diagnostics, ...idleCascade(workspace, compiler, id)], appsKey);
  if (kind === 'namespace') return checked(compiler.governance.namespace(id).diagnostics);
  return checkFragment(compiler, document);
}

/** Placeholders have values only in an app; what hangs on them is judged there. */
function checkFragment(compiler: AppCompiler, document: RunDocument): CheckedDocument {
  const inlined = compiler.resolver.layer(document, noVariables, false);
  const found = inlined.diagnostics.filter((each) => each.code !== 'cascade/unknown-placeholder');
  const verdict = compiler.fragments.verdict(document.id);
  return {
    diagnostics: [...found, ...(verdict?.diagnostics ?? [])],
    dependencies: [document.id, ...inlined.dependencies, ...(verdict?.dependencies ?? [])],
  };
}
