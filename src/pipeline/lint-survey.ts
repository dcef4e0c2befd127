import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AppCounts } from '../diagnostics/finding.ts';
import { ReferenceBook } from '../lint/reference-book.ts';
import { kindOf, parentOf, type DocumentId } from '../model/document-id.ts';
import { digestOf } from '../snapshot/digest.ts';
import type { CompiledApp } from './compiled-app.ts';
import { buildApps, Compilers } from './build-apps.ts';
import { FindingCollector } from './collect-findings.ts';
import { LintCascades } from './lint-cascades.ts';
import { LintLayers } from './lint-layers.ts';
import { LintVariables } from './lint-variables.ts';
import type { Workspace } from './workspace.ts';

/** What all apps together show of a workspace. Of a single app nothing is kept but a digest, where that is wanted. */
export interface LintSurvey {
  readonly counts: AppCounts;
  readonly layers: LintLayers;
  readonly cascades: LintCascades;
  readonly variables: LintVariables;
  readonly references: ReferenceBook;
  /** Everything that some app looked up. */
  readonly reached: ReadonlySet<string>;
  /** What apps are made of that could not be put together without an error: of these documents nothing is certain. */
  readonly unproved: ReadonlySet<string>;
  /** Errors of those apps, and deprecated fields. */
  readonly said: FindingCollector;
  /** Of status and data, by app; those that could not be put together without an error are not in it. */
  readonly digests: ReadonlyMap<DocumentId, string>;
}

export async function surveyWorkspace(workspace: Workspace, mostPlaces: number): Promise<LintSurvey> {
  await workspace.prepareFindings();
  const { run, index, settings } = workspace;
  const compilers = new Compilers(workspace);
  const variables = new LintVariables(run);
  const cascades = new LintCascades(run);
  const layers = new LintLayers(run, compilers.fast, (app, names) => variables.add(app, names), mostPlaces);
  const reached = new Set<string>();
  const unproved = new Set<string>();
  const said = new FindingCollector(settings.limits.diagnostics);
  const digests = new Map<DocumentId, string>();
  let invalid = 0;
  await buildApps(workspace, compilers, index.apps, (app) => {
    for (const id of app.dependencies) reached.add(id);
    if (app.status === 'Invalid') invalid++;
    said.addAll(toldOf(app), app.id);
    if (app.data === undefined || app.diagnostics.some(isOfMerge)) {
      for (const id of app.dependencies) unproved.add(id);
      for (const { document } of app.plan.layers) unproved.add(document);
      return;
    }
    cascades.add(app);
    layers.add(app);
    digests.set(app.id, digestOfApp(app));
  });
  const total = index.apps.length;
  return {
    counts: { total, valid: total - invalid, invalid, rebuilt: 0, unchanged: 0 },
    layers,
    cascades,
    variables,
    references: referencesOf(workspace),
    reached,
    unproved,
    said,
    digests,
  };
}

/** What is to be hidden is named by the first finding of an app, whichever is told. */
function toldOf({ data, diagnostics }: CompiledApp): readonly Diagnostic[] {
  const [first, ...rest] = diagnostics.filter(
    (each) => each.code === 'schema/deprecated' || isOfMerge(each) || (data === undefined && each.severity === 'error'),
  );
  const secrets = diagnostics.flatMap((each) => each.secrets ?? []);
  return first === undefined ? [] : [{ ...first, secrets }, ...rest];
}

/** An error of the layers themselves: without the line that makes it the app would be another one. What its schema says of the data stays. */
function isOfMerge({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && !code.startsWith('schema/');
}

function digestOfApp({ data, sorted, status, schema }: CompiledApp): string {
  return `${status} ${schema?.id ?? ''} ${digestOf(data ?? null, sorted)}`;
}

function referencesOf({ index, run }: Workspace): ReferenceBook {
  const book = new ReferenceBook();
  for (const id of index.files.keys()) {
    const kind = kindOf(id);
    if (kind !== 'fragment' && kind !== 'config') continue;
    const document = run.document(id, kind === 'config' && parentOf(id) !== undefined);
    if (document?.dollar === true) book.note(id, document.value);
  }
  return book;
}
