import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import { isObject, member, type JsonValue } from '../model/json.ts';
import { kindWord } from '../model/layer-value.ts';
import type { Source } from '../model/source.ts';
import { parseMigrationName } from './migration-name.ts';
import type { Migration } from './migration.ts';
import { readSteps } from './read-step.ts';
import { StepFindings } from './step-findings.ts';

export interface MigrationDocument {
  /** `schemas/shop/v1-v2.migration`. */
  readonly id: DocumentId;
  readonly source: Source;
  readonly value: JsonValue;
}

const fields = new Set(['$schema', '_id', 'description', 'steps']);

/** Undefined where the document has an error: a migration is made whole or not at all. */
export function readMigration({ id, source, value }: MigrationDocument): Outcome<Migration | undefined> {
  const findings = new StepFindings(source);
  const name = parseMigrationName(id);
  if (typeof name === 'string') {
    const site = { source, pointer: '', at: { start: 0, end: 0 } };
    findings.list.push(
      diagnostic('migration/bad-name', { name: id, reason: name }, { site, hint: 'Rename the file to v1-v2.migration.json5' }),
    );
  }
  const steps = readBody(value, findings);
  if (findings.list.length > 0 || typeof name === 'string') return { value: undefined, diagnostics: findings.list };
  const { from, to } = name;
  return { value: { from, to, steps, lossy: steps.some((step) => step.lossy) }, diagnostics: [] };
}

function readBody(value: JsonValue, findings: StepFindings): Migration['steps'] {
  const hint = 'Write { steps: [..] }';
  const list = isObject(value) ? member(value, 'steps') : undefined;
  if (!isObject(value) || list === undefined) {
    findings.badStep('steps', `is missing in ${isObject(value) ? 'the migration' : kindWord(value)}`, findings.site([]), hint);
    return [];
  }
  for (const key of Object.keys(value))
    if (!fields.has(key))
      findings.badStep(
        'steps',
        `has no ${JSON.stringify(key)} beside it`,
        findings.site([key], 'key'),
        `Remove ${JSON.stringify(key)}`,
      );
  for (const key of ['$schema', '_id', 'description'])
    if (Object.hasOwn(value, key) && typeof value[key] !== 'string')
      findings.badStep('steps', `have ${key} beside them that is no text`, findings.site([key]), 'Write it as a string');
  return readSteps(list, [], ['steps'], findings);
}
