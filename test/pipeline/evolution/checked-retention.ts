import { join } from 'node:path';
import { openBase } from '../../../src/pipeline/evolution/base-workspace.ts';
import { checkRetention } from '../../../src/pipeline/evolution/check-retention.ts';
import { FindingCollector } from '../../../src/pipeline/collect-findings.ts';
import { openWorkspaceOnDisk } from '../../../src/pipeline/open-workspace.ts';
import { toFindings } from '../../../src/pipeline/to-findings.ts';
import type { Sandbox } from '../../commands/sandbox.ts';

export interface Checked {
  /** False where there was nothing to hold the versions against. */
  readonly judged: boolean;
  /** `code severity file:line` */
  readonly found: readonly string[];
  readonly messages: readonly string[];
  readonly hints: readonly (string | undefined)[];
}

export const today = '2026-05-13';

/** What `schema check` says of a repository, in this process. @param folder that the workspace lies in */
export async function checkedRetention(box: Sandbox, base?: string, folder = ''): Promise<Checked> {
  const opened = await openWorkspaceOnDisk({ directory: join(box.path, folder), cache: false, env: {}, now: 0 });
  const { workspace } = opened.value!;
  const against = await openBase(workspace, base);
  const findings = new FindingCollector();
  findings.addAll(against.diagnostics);
  if (against.value !== undefined) findings.addAll((await checkRetention(workspace, against.value, today)).diagnostics);
  const all = toFindings(findings.collected);
  return {
    judged: against.value !== undefined,
    found: all.map(
      ({ code, severity, place }) => `${code} ${severity}${place === undefined ? '' : ` ${place.file}:${place.line}`}`,
    ),
    messages: all.map((each) => each.message),
    hints: all.map((each) => each.hint),
  };
}
