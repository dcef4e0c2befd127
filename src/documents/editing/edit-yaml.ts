import { deepEqual, type JsonValue } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';
import { deepestNesting, defaultDocumentLimits } from '../limits.ts';
import { parseDocument } from '../parse-document.ts';
import { applyStep } from './apply-step.ts';
import type { EditStep } from './edit-step.ts';
import { editYamlDocument } from './edit-yaml-document.ts';
import { spliceYaml } from './splice-yaml.ts';

const LIMITS = { ...defaultDocumentLimits, depth: deepestNesting, fileBytes: Number.MAX_SAFE_INTEGER };

/**
 * One step, made in YAML text: in its place where that is plain to see, else through the library's own document, which
 * keeps comments but not every blank. Aliases are written out where the change must not reach their other places.
 * Whatever way is taken, the result has been read again and has the value that the step asks for.
 */
export function editYaml(source: Source, step: EditStep): string {
  const wanted = applyStep(valueOf(source) ?? null, step);
  for (const attempt of [spliceYaml, editYamlDocument, editWithoutAliases]) {
    const text = attempt(source, step);
    if (text === undefined) continue;
    const value = valueOf({ ...source, text });
    if (value !== undefined && deepEqual(value, wanted)) return text;
  }
  throw new Error(`cannot edit ${source.path} at /${step.path.join('/')}`);
}

function editWithoutAliases(source: Source, step: EditStep): string | undefined {
  return editYamlDocument(source, step, true);
}

function valueOf(source: Source): JsonValue | undefined {
  return parseDocument(source, LIMITS).value?.value;
}
