import { onTestFinished } from 'vitest';
import { openSource } from '../../src/pipeline/open-source.ts';
import type { OpenedWorkspace } from '../../src/pipeline/open-workspace.ts';
import type { SourceChoice } from '../../src/pipeline/source-choice.ts';

export interface OpenedOptions {
  readonly source?: SourceChoice;
  readonly cache?: boolean;
}

/** Until the test ends. */
export async function opened(
  directory: string,
  { source = { kind: 'working-tree' }, cache = false }: OpenedOptions = {},
): Promise<OpenedWorkspace> {
  const env = { CONFMAN_CACHE_KEY: 'a key of these tests alone' };
  const { value, diagnostics } = await openSource({ directory, cache, env, now: 0, source });
  if (value === undefined) throw new Error(diagnostics.map(({ code }) => code).join(' '));
  onTestFinished(() => value.objects?.reader.close());
  return value;
}
