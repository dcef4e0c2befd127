import { join } from 'node:path';
import type { Outcome } from '../../src/diagnostics/diagnostic.ts';
import { FindingCollector } from '../../src/pipeline/collect-findings.ts';
import { openLifecycle, type LifecycleOptions } from '../../src/pipeline/lifecycle/open-lifecycle.ts';
import { openSource } from '../../src/pipeline/open-source.ts';
import type { SourceChoice } from '../../src/pipeline/source-choice.ts';
import { toFindings } from '../../src/pipeline/to-findings.ts';
import { validateWorkspace } from '../../src/pipeline/validate-workspace.ts';
import { VerdictMemory } from '../../src/pipeline/verdict-memory.ts';
import type { Sandbox } from '../commands/sandbox.ts';

export interface Validated {
  /** `code file:line app app` */
  readonly found: readonly string[];
  readonly hints: readonly (string | undefined)[];
  readonly messages: readonly string[];
}

export interface Choice extends Partial<Omit<LifecycleOptions, 'now'>> {
  readonly source?: SourceChoice;
  /** With a memory of earlier runs. */
  readonly cache?: boolean;
  readonly ids?: readonly string[];
  /** Of the workspace, in the repository. */
  readonly folder?: string;
  /** Days after the time of a sandbox's commits. */
  readonly day?: number;
}

/** `validate` in this process. */
export async function validated(box: Sandbox, choice: Choice = {}): Promise<Validated> {
  const {
    source = { kind: 'working-tree' },
    cache = false,
    base,
    allowDeprecated = false,
    ids = [],
    day = 0,
    folder = '',
  } = choice;
  const now = (): Outcome<number> => ({ value: Date.parse('2026-05-13T16:50:00Z') / 1000 + day * 86_400, diagnostics: [] });
  const env = { XDG_CACHE_HOME: box.env['XDG_CACHE_HOME'] };
  const opened = await openSource({
    directory: join(box.path, folder),
    cache,
    env,
    now: Date.now(),
    source,
    remembers: 'verdicts',
  });
  if (opened.value === undefined) throw new Error(opened.diagnostics.map(({ code }) => code).join());
  const lifecycle = await openLifecycle(opened.value, { base, allowDeprecated, now });
  const memory = opened.value.objects && VerdictMemory.of(opened.value);
  const findings = new FindingCollector();
  findings.addAll(lifecycle.diagnostics);
  const collected = lifecycle.diagnostics.some(({ severity }) => severity === 'error')
    ? findings.collected
    : (await validateWorkspace(opened.value.workspace, ids, memory, lifecycle)).findings;
  opened.value.objects?.reader.close();
  const all = toFindings(collected);
  return {
    found: all.map(({ code, place, apps }) => [code, place && `${place.file}:${place.line}`, ...apps].filter(Boolean).join(' ')),
    hints: all.map(({ hint }) => hint),
    messages: all.map(({ message }) => message),
  };
}
