import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AppCounts } from '../diagnostics/finding.ts';
import type { Place } from '../lint/place.ts';
import { leveled } from '../lint/rule-levels.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { Collected } from './collect-findings.ts';
import { lintPlaces } from './lint-places.ts';
import { unboundSchemas, unreachedDocuments } from './lint-reach.ts';
import { withHiddenSecrets } from './lint-secrets.ts';
import { isMounted, lintSelection } from './lint-selection.ts';
import { surveyWorkspace, type LintSurvey } from './lint-survey.ts';
import type { Workspace } from './workspace.ts';

/** Places of a document that can be left out. */
export interface LintFix {
  readonly document: DocumentId;
  readonly place: Place;
}

export interface LintedWorkspace {
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  readonly fixes: readonly LintFix[];
  /** What tells whether an app has changed. */
  readonly digests: LintSurvey['digests'];
  readonly unjudged: boolean;
}

/** So that a workspace made for it cannot fill the memory; what is told together is corrected together, and then the rest is seen. */
const mostPlaces = 100_000;

const nobody: AppCounts = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };

/**
 * What costs nothing to tidy up. All apps are looked at, whatever is asked about: only what holds in each of them is told.
 * While one of them cannot be put together, nothing is said about what nobody needs.
 *
 * @param most places of layers are kept, idle and shadowed ones
 * @param names of the documents, or apps, to tell about; patterns too; all of them where there are none
 */
export async function lintWorkspace(workspace: Workspace, names: readonly string[], most = mostPlaces): Promise<LintedWorkspace> {
  const { has: asked, diagnostics } = lintSelection(workspace, names);
  const failed = [...workspace.structure, ...diagnostics];
  if (diagnostics.length > 0 || failed.some(({ severity }) => severity === 'error'))
    return {
      counts: nobody,
      findings: failed.map((each) => collected(each)),
      fixes: [],
      digests: new Map(),
      unjudged: diagnostics.length > 0,
    };
  const survey = await surveyWorkspace(workspace, most);
  const level = (finding: Diagnostic): Diagnostic | undefined => leveled(finding, workspace.settings.lint.rules);
  const has = (document: DocumentId | undefined): boolean =>
    asked(document) && (document === undefined || !isMounted(workspace, document));
  const places = lintPlaces(workspace, survey, has, level);
  const findings = withHiddenSecrets(workspace, survey.layers.documents, places).map(({ document, finding }): Collected => ({
    diagnostic: finding,
    apps: document.apps,
  }));
  if (survey.layers.isCut) {
    const hint = 'Run confman lint --fix, or correct those that are told first';
    findings.push(collected(diagnostic('lint/more-places', { limit: most }, { hint })));
  }
  for (const { document, finding, apps } of idleParts(workspace, survey)) {
    const told = has(document) ? level(finding) : undefined;
    if (told !== undefined) findings.push(collected(told, apps));
  }
  return {
    counts: survey.counts,
    findings: [...failed.map((each) => collected(each)), ...said(workspace, survey, has, level), ...findings],
    fixes: places.map(({ document, place }) => ({ document: document.id, place })),
    digests: survey.digests,
    unjudged: false,
  };
}

interface Idle {
  readonly document: DocumentId | undefined;
  readonly finding: Diagnostic;
  readonly apps?: readonly DocumentId[];
}

function idleParts(workspace: Workspace, { cascades, variables, reached, unproved }: LintSurvey): Idle[] {
  if (unproved.size > 0) return [];
  return [
    ...cascades.findings(),
    ...variables.findings(),
    ...unreachedDocuments(workspace, reached, (id) => cascades.has(id)),
    ...unboundSchemas(workspace, reached),
  ];
}

/** Errors are told whatever is asked about: they keep more from being seen. */
function said(
  { index }: Workspace,
  survey: LintSurvey,
  has: (document: DocumentId | undefined) => boolean,
  level: (finding: Diagnostic) => Diagnostic | undefined,
): Collected[] {
  const ids = new Map([...index.files.values()].map(({ id, entry }) => [entry.path, id]));
  return survey.said.collected.flatMap(({ diagnostic: finding, apps }) => {
    const isAskedFor = finding.severity === 'error' || has(finding.site && ids.get(finding.site.source.path));
    const told = isAskedFor ? level(finding) : undefined;
    return told === undefined ? [] : [{ diagnostic: told, apps }];
  });
}

function collected(finding: Diagnostic, apps: Iterable<DocumentId> = []): Collected {
  return { diagnostic: finding, apps: new Set(apps) };
}
