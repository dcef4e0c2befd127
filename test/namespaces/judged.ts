import type { Finding } from '../../src/diagnostics/finding.ts';
import { toFindings } from '../../src/pipeline/to-findings.ts';
import { validateWorkspace } from '../../src/pipeline/validate-workspace.ts';
import { workspaceOf } from '../access/workspace-of.ts';
import type { Files } from '../pipeline/memory-workspace.ts';

/** What `validate` says, `code file:line:column`, in the order of printing. @param names of what is judged; everything by default */
export async function judged(
  files: Files,
  ...names: readonly string[]
): Promise<{ readonly findings: readonly string[]; readonly details: readonly Finding[] }> {
  const { findings } = await validateWorkspace(await workspaceOf(files), names);
  const details = toFindings(findings);
  return { details, findings: details.map(({ code, place }) => `${code} ${place?.file}:${place?.line}:${place?.column}`) };
}
