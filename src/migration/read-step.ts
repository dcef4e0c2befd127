import { isArray, isObject, member, type JsonObject, type JsonValue } from '../model/json.ts';
import { kindWord } from '../model/layer-value.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { formatPath } from './format-path.ts';
import { readConversion } from './read-conversion.ts';
import { readKey, readPath } from './read-path.ts';
import { sharedLength } from './shared-length.ts';
import { each, type Path, type Step } from './step.ts';
import { stepFields, stepNames, type StepName } from './step-fields.ts';
import type { StepFindings } from './step-findings.ts';

interface Reading {
  readonly written: JsonObject;
  readonly name: StepName;
  readonly scope: Path;
  /** Where the step stands in the document. */
  readonly tokens: readonly string[];
  readonly findings: StepFindings;
}

/** The steps of a list, those of `in` and `map` in the place of these. */
export function readSteps(list: JsonValue, scope: Path, tokens: readonly string[], findings: StepFindings): readonly Step[] {
  if (!isArray(list)) {
    findings.badStep('steps', `is a list, and this is ${kindWord(list)}`, findings.site(tokens), 'Write steps: [..]');
    return [];
  }
  return list.flatMap((step, i) => readStep(step, scope, [...tokens, String(i)], findings));
}

function readStep(written: JsonValue, scope: Path, tokens: readonly string[], findings: StepFindings): readonly Step[] {
  if (!findings.countStep(tokens)) return [];
  if (!isObject(written)) {
    findings.badStep(
      'steps',
      `are objects, and this is ${kindWord(written)}`,
      findings.site(tokens),
      'Write { rename: "/old", to: "new" }',
    );
    return [];
  }
  const names = stepNames.filter((name) => Object.hasOwn(written, name));
  const [name] = names;
  if (name === undefined) findings.unknownStep(Object.keys(written), tokens);
  else if (names.length > 1)
    findings.badStep(
      name,
      `is also ${names.slice(1).join(', ')}`,
      findings.site([...tokens, names[1] as string], 'key'),
      'Make two steps of it',
    );
  else if (checkFields(written, name, tokens, findings)) return [...readNamed({ written, name, scope, tokens, findings })];
  return [];
}

function checkFields(written: JsonObject, name: StepName, tokens: readonly string[], findings: StepFindings): boolean {
  const { required, optional }: { required: readonly string[]; optional: readonly string[] } = stepFields[name];
  const known = [name, ...required, ...optional];
  const missing = required.find((field) => !Object.hasOwn(written, field));
  if (missing !== undefined) findings.badStep(name, `has no ${missing}`, findings.site(tokens), `Add ${missing}`);
  const stray = Object.keys(written).find((key) => !known.includes(key));
  if (stray !== undefined) {
    const near = nearestNames(stray, known, 1)[0];
    const hint = near === undefined ? `Remove ${JSON.stringify(stray)}` : `Write ${near}`;
    findings.badStep(name, `has no field ${JSON.stringify(stray)}`, findings.site([...tokens, stray], 'key'), hint);
  }
  return missing === undefined && stray === undefined && checkWords(written, name, tokens, findings);
}

function checkWords(written: JsonObject, name: StepName, tokens: readonly string[], findings: StepFindings): boolean {
  const lossy = member(written, 'lossy');
  const optional = member(written, 'optional');
  const description = member(written, 'description');
  const emptied = member(written, 'emptied');
  if (lossy !== undefined && typeof lossy !== 'boolean')
    findings.badStep(name, 'has lossy that is neither true nor false', findings.site([...tokens, 'lossy']), 'Write lossy: true');
  else if (optional !== undefined && typeof optional !== 'boolean')
    findings.badStep(
      name,
      'has optional that is neither true nor false',
      findings.site([...tokens, 'optional']),
      'Write optional: true',
    );
  else if (description !== undefined && typeof description !== 'string')
    findings.badStep(
      name,
      'has a description that is no text',
      findings.site([...tokens, 'description']),
      'Write it as a string',
    );
  else if (emptied !== undefined && emptied !== 'keep' && emptied !== 'remove')
    findings.badStep(
      name,
      'has emptied that is no word for it',
      findings.site([...tokens, 'emptied']),
      'Write "keep" or "remove"',
    );
  else return true;
  return false;
}

function* readNamed(reading: Reading): Generator<Step> {
  const { written, name, scope, tokens, findings } = reading;
  const named = name === 'add' || name === 'remove' || name === 'rename' || name === 'move';
  const site = findings.site([...tokens, name]);
  const at = readPath(written[name] as JsonValue, named, site, findings);
  if (at === undefined) return;
  if (name === 'in' || name === 'map') {
    const inner = name === 'map' ? [...scope, ...at, each] : [...scope, ...at];
    yield* readSteps(written['steps'] as JsonValue, inner, [...tokens, 'steps'], findings);
    return;
  }
  const base = { scope, site, at, text: `${name} ${formatPath([...scope, ...at])}`, lossy: member(written, 'lossy') === true };
  const step = makeStep(reading, base);
  if (step !== undefined) yield step;
}

type Base = Pick<Step, 'scope' | 'site' | 'text' | 'lossy'> & { readonly at: readonly string[] };

function makeStep({ written, name, tokens, findings }: Reading, base: Base): Step | undefined {
  const to = written['to'] as JsonValue;
  switch (name) {
    case 'add':
      return addition(written, base, findings);
    case 'remove':
      return removal(written, base, findings);
    case 'rename':
      return renaming(readKey(to, findings.site([...tokens, 'to']), findings), base, findings);
    case 'move':
      return moving(readPath(to, true, findings.site([...tokens, 'to']), findings), written, base, findings);
    case 'convert': {
      const conversion = readConversion(written, name, tokens, findings);
      return conversion && { ...base, op: 'convert', conversion };
    }
    default:
      return { ...base, op: name as 'wrap' | 'head' };
  }
}

function addition(written: JsonObject, base: Base, findings: StepFindings): Step | undefined {
  const value = member(written, 'value');
  const optional = member(written, 'optional') === true;
  if (value !== undefined || optional) return { ...base, op: 'add', value, optional };
  const hint = 'Add value: with what is put in, or optional: true where the member only may be there';
  return findings.badStep('add', 'has no value', base.site as NonNullable<Step['site']>, hint);
}

function removal(written: JsonObject, base: Base, findings: StepFindings): Step | undefined {
  const value = member(written, 'default');
  if (value !== undefined || base.lossy) return { ...base, op: 'remove', value, optional: false };
  const hint = 'Add default: with the value that the way back puts in, or lossy: true';
  findings.notInvertible('remove', 'nothing says what the way back puts in', base.site as NonNullable<Step['site']>, hint);
  return undefined;
}

function renaming(to: string | undefined, base: Base, findings: StepFindings): Step | undefined {
  if (to === undefined) return undefined;
  if (to !== base.at.at(-1)) return { ...base, op: 'rename', to };
  return findings.badStep('rename', 'gives the key that is there', base.site as NonNullable<Step['site']>, 'Remove the step');
}

function moving(to: readonly string[] | undefined, written: JsonObject, base: Base, findings: StepFindings): Step | undefined {
  if (to === undefined) return undefined;
  const { at } = base;
  const shared = sharedLength(at, to);
  const emptied = member(written, 'emptied') === 'remove' ? 'remove' : 'keep';
  if (shared < Math.min(at.length, to.length)) return { ...base, op: 'move', to, emptied, emptiedBack: 'remove' };
  const hint = 'Move it to a key of another name first, and from there in a second step';
  return findings.badStep(
    'move',
    'leads into the value that it moves, or out over it',
    base.site as NonNullable<Step['site']>,
    hint,
  );
}
