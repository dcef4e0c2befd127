import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../model/source.ts';
import { FindingList } from './finding-list.ts';
import { Cursor, type CursorOptions } from './json5/cursor.ts';
import { readText } from './json5/read-text.ts';
import { Recorder } from './json5/recorder.ts';
import type { Layout } from './layout.ts';
import { deepestNesting, type DocumentLimits } from './limits.ts';
import { yamlReader } from './load-yaml.ts';

export interface Recorded {
  readonly layout: Layout;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a text for its positions and findings. Works for broken texts too, as far as they can be understood. */
export function recordText(source: Source, limits: DocumentLimits): Recorded {
  const findings = new FindingList(source, limits.diagnostics);
  if (source.format === 'yaml') {
    const { layout } = yamlReader()(source, limits, findings);
    return { layout, diagnostics: findings.sorted() };
  }
  const recorder = new Recorder(findings);
  readText(new Cursor(source.text, { ...cursorOptions(source, limits), recorder }));
  return { layout: recorder.layout, diagnostics: findings.sorted() };
}

export function cursorOptions({ format }: Source, limits: DocumentLimits, minusZero = 0): CursorOptions {
  return { depth: Math.min(limits.depth, deepestNesting), strict: format === 'json', minusZero };
}
