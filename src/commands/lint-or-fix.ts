import { counted } from '../diagnostics/sentence.ts';
import { fixWorkspace } from '../pipeline/lint-fix.ts';
import { lintWorkspace, type LintedWorkspace } from '../pipeline/lint-workspace.ts';
import { loadSchemaPort } from '../pipeline/load-schema-port.ts';
import type { Workspace } from '../pipeline/workspace.ts';
import { replaceDocuments } from '../workspace/replace-documents.ts';

interface LintResult {
  readonly linted: LintedWorkspace;
  /** What was done, or could be. */
  readonly said: readonly string[];
}

/** Looks, or writes as well: all of the documents that are corrected, or none. */
export async function lintOrFix(workspace: Workspace, ids: readonly string[], fix: boolean): Promise<LintResult> {
  if (!fix) {
    const linted = await lintWorkspace(workspace, ids);
    return { linted, said: linted.fixes.length === 0 ? [] : [`Run confman lint --fix to correct ${whichOf(linted)}`] };
  }
  const { before, linted, documents, count } = await fixWorkspace(workspace, ids, loadSchemaPort);
  const failure =
    documents.length === 0 ? undefined : replaceDocuments(workspace.location.repository, documents, 'lint/changed-meanwhile');
  if (failure !== undefined) {
    const findings = [...before.findings, { diagnostic: failure, apps: new Set<string>() }];
    return { linted: { ...before, findings }, said: [] };
  }
  const places = `${counted(count, 'place')} in ${counted(documents.length, 'document')}`;
  return { linted, said: count === 0 ? [] : [`Took away ${places}; every app is what it was`] };
}

function whichOf({ fixes, findings }: LintedWorkspace): string {
  if (fixes.length === findings.length) return fixes.length === 1 ? 'it' : 'them';
  return `${fixes.length} of them`;
}
