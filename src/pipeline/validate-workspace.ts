import type { AppCounts } from '../diagnostics/finding.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { isGlob, matchGlob } from '../model/glob.ts';
import { noVariables } from '../model/variables.ts';
import type { AppCompiler } from './app-compiler.ts';
import { buildApps, Compilers } from './build-apps.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import { badVersionName } from './evolution/bad-version-name.ts';
import { checkShape } from './evolution/family-documents.ts';
import { readMigrationDocument } from './evolution/family-migrations.ts';
import { idleCascade } from './idle-cascade.ts';
import type { RunDocument } from './run.ts';
import { unknownName } from './unknown-name.ts';
import type { Workspace } from './workspace.ts';

export interface ValidatedWorkspace {
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  readonly unjudged: boolean;
}

/** Judges apps and, beside them, every document by itself: also those that no app reaches. */
export async function validateWorkspace(workspace: Workspace, names: readonly string[]): Promise<ValidatedWorkspace> {
  const findings = new FindingCollector(workspace.settings.limits.diagnostics);
  findings.addAll(workspace.structure);
  const chosen = select(workspace, names);
  findings.addAll(chosen.diagnostics);
  const unjudged = chosen.diagnostics.length > 0;
  if (unjudged || workspace.structure.some((finding) => finding.severity === 'error')) {
    return { counts: { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 }, findings: findings.collected, unjudged };
  }
  const compilers = new Compilers(workspace);
  let invalid = 0;
  await buildApps(workspace, compilers, chosen.apps, (app) => {
    findings.addAll(app.diagnostics, app.id);
    if (app.status === 'Invalid') invalid++;
  });
  if (chosen.documents.length > 0) await workspace.prepareFindings();
  for (const id of chosen.documents) findings.addAll(checkDocument(workspace, compilers.recording, id));
  const total = chosen.apps.length;
  return {
    counts: { total, valid: total - invalid, invalid, rebuilt: 0, unchanged: total },
    findings: findings.collected,
    unjudged: false,
  };
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

function checkDocument(workspace: Workspace, compiler: AppCompiler, id: DocumentId): readonly Diagnostic[] {
  const kind = kindOf(id);
  if (kind === 'schema') return [...badVersionName(workspace, id), ...workspace.schemas.check(id)];
  if (kind === 'family' || kind === 'approvals') return checkShape(workspace, id, kind);
  const document = workspace.run.document(id);
  if (document?.value === undefined) return document?.diagnostics ?? [];
  if (kind === 'migration') return readMigrationDocument(workspace, id).diagnostics;
  if (kind === 'cascade') return [...compiler.governance.cascade(id).diagnostics, ...idleCascade(workspace, compiler, id)];
  if (kind === 'namespace') return compiler.governance.namespace(id).diagnostics;
  return checkFragment(compiler, document);
}

/** Placeholders have values only in an app; what hangs on them is judged there. */
function checkFragment(compiler: AppCompiler, document: RunDocument): readonly Diagnostic[] {
  const inlined = compiler.resolver.layer(document, noVariables, false);
  const found = inlined.diagnostics.filter((each) => each.code !== 'cascade/unknown-placeholder');
  return [...found, ...(compiler.fragments.verdict(document.id)?.diagnostics ?? [])];
}
