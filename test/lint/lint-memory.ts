import { toFindings } from '../../src/pipeline/to-findings.ts';
import { fixWorkspace, type FixedWorkspace } from '../../src/pipeline/lint-fix.ts';
import { lintWorkspace } from '../../src/pipeline/lint-workspace.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { memoryWorkspace, type Files } from '../pipeline/memory-workspace.ts';
import { strategiesOnlyPort, type StrategiesOfSchemas } from '../pipeline/strategies-only-port.ts';

/** `code file:line:column pointer`, in the order of printing. */
export async function lintMemory(files: Files, settings: JsonObject = {}, names: readonly string[] = []): Promise<string[]> {
  const { findings } = await lintWorkspace(memoryWorkspace(files, settings), names);
  return toFindings(findings).map(({ code, place, pointer }) => {
    const at = place === undefined ? '' : ` ${place.file}:${place.line}:${place.column}`;
    return `${code}${at}${pointer === '' ? '' : ` ${pointer}`}`;
  });
}

export interface FixedMemory {
  readonly fixed: FixedWorkspace;
  readonly files: Files;
}

/** Corrects a workspace in memory, as if it were written. */
export async function fixMemory(
  files: Files,
  settings: JsonObject = {},
  schemas: StrategiesOfSchemas = {},
  names: readonly string[] = [],
): Promise<FixedMemory> {
  const workspace = memoryWorkspace(files, settings, schemas);
  const fixed = await fixWorkspace(workspace, names, () => strategiesOnlyPort(schemas));
  return { fixed, files: { ...files, ...Object.fromEntries(fixed.documents.map(({ path, text }) => [path, text])) } };
}
