import { isObject, member, type JsonValue } from '../model/json.ts';
import type { Change } from '../schema-diff/change.ts';
import { defaultBeside } from './default-beside.ts';
import { dataPath, pointerOf, quoted, stepText } from './draft-step.ts';
import { sharedLength } from './shared-length.ts';
import { unitOf } from './units.ts';

/** A step that a change asks for. */
interface Draft {
  /** Steps are made in this order: renames from the outside in, then moves, conversions, what comes, and what goes. */
  readonly stage: 'rename' | 'move' | 'convert' | 'add' | 'remove';
  readonly depth: number;
  readonly text: string;
  /** Why it is only proposed; undefined where the change leaves no doubt. */
  readonly doubt: string | undefined;
}

type Path = readonly (string | null)[];

const stages = ['rename', 'move', 'convert', 'add', 'remove'] as const;

/**
 * The text of a migration for the changes between two versions. What a change leaves no doubt of is a step: a default for
 * what has to be there now, a declared rename or move, another unit. What is likely stands beside as a comment, with a
 * word why it is no step.
 */
export function draftMigration(changes: readonly Change[]): string {
  const arrivals = changes.filter(({ rule }) => rule === 'property-renamed' || rule === 'property-moved');
  const drafts = changes.flatMap((change) => draftOf(change, arrivals) ?? []);
  const ordered = drafts.toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.depth - b.depth);
  const certain = new Set<string>();
  const lines = ordered.flatMap(({ text, doubt }) => {
    if (certain.has(text)) return [];
    certain.add(text);
    return doubt === undefined ? [`    ${text},`] : [`    // ${doubt}`, `    // ${text},`];
  });
  if (lines.length === 0) return '{\n  steps: [],\n}\n';
  const proposes = ordered.some(({ doubt }) => doubt !== undefined);
  const head = proposes ? '// Steps in comments are proposals: complete them, or remove them.\n' : '';
  return `${head}{\n  steps: [\n${lines.join('\n')}\n  ],\n}\n`;
}

function draftOf(change: Change, arrivals: readonly Change[]): Draft | undefined {
  const path = dataPath(change.path, change.new.pointer === '' ? change.old.pointer : change.new.pointer);
  if (path === undefined) return undefined;
  switch (change.rule) {
    case 'property-renamed':
      return renameOf(change, path);
    case 'property-moved':
      return moveOf(change, path);
    case 'property-added-required-default':
    case 'required-added-default':
    case 'property-added-required':
    case 'required-added':
    case 'required-undeclared-added':
      return additionOf(change, path);
    case 'property-added-closed':
      return optionalOf(change, path, arrivals);
    case 'property-removed-closed':
    case 'property-removed-open':
    case 'property-removed-deprecated':
      return removalOf(change, path);
    case 'unit-changed':
      return unitOfChange(change, path);
    case 'type-changed':
      return typeOf(change, path);
    case 'enum-value-removed':
    case 'const-changed':
      return valuesOf(change, path);
    default:
      return undefined;
  }
}

function draft(stage: Draft['stage'], path: Path, text: string, doubt?: string): Draft {
  return { stage, depth: path.length, text, doubt };
}

function renameOf({ old, new: now, proposed }: Change, path: Path): Draft | undefined {
  const [from, to] = [old.value, now.value];
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  const doubt = proposed ? 'the schemas are the same and the names are alike; no x-confman-renamed-from says so' : undefined;
  const [text, stage] = to.startsWith('/')
    ? ([stepText('move', [...path.slice(0, -1), from], `to: ${quoted(pointerOf([...path.slice(0, -1), to]))}`), 'move'] as const)
    : ([stepText('rename', [...path.slice(0, -1), from], `to: ${quoted(to)}`), 'rename'] as const);
  return path.slice(0, -1).includes(null) && to.startsWith('/') ? undefined : draft(stage, path, text, doubt);
}

function moveOf({ old, proposed }: Change, path: Path): Draft | undefined {
  if (typeof old.value !== 'string') return undefined;
  const from = dataPath(old.value, old.pointer);
  if (from === undefined) return undefined;
  const shared = Math.min(sharedLength(from, path), from.length - 1, path.length - 1);
  const [source, target] = [from.slice(shared), path.slice(shared)];
  if (source.includes(null) || target.includes(null)) return undefined;
  const cut = from.slice(0, shared).lastIndexOf(null) + 1;
  const to = `to: ${quoted(pointerOf(path.slice(cut)))}`;
  const doubt = proposed ? `the schema is the same under the same name; no x-confman-renamed-from says so` : undefined;
  return draft('move', path, stepText('move', from, to), doubt);
}

/** A member that has to be there now. What may have been there before is kept. */
function additionOf({ rule, new: now, secret }: Change, path: Path): Draft | undefined {
  const name = path.at(-1);
  if (typeof name !== 'string') return undefined;
  const isNew = rule.startsWith('property-added');
  const schema = isNew && isObject(now.value) ? member(now.value, 'default') : undefined;
  const value = secret ? undefined : isNew ? schema : defaultBeside(now.site, name);
  const lossy = isNew ? '' : ', lossy: true';
  if (value !== undefined) return draft('add', path, stepText('add', path, `value: ${quoted(value)}${lossy}`));
  const doubt = rule.endsWith('default')
    ? 'it has to be there now: write the default of the schema'
    : 'it has to be there now, and the schema has no default';
  return draft('add', path, stepText('add', path, `value: null${lossy}`), doubt);
}

/** A member that may be there now. The older version refuses it, so that the way back has to take it away. */
function optionalOf({ path: at, new: now, secret }: Change, path: Path, arrivals: readonly Change[]): Draft | undefined {
  const arriving = arrivals.filter(({ path: to }) => to === at || to.startsWith(`${at}/`));
  if (typeof path.at(-1) !== 'string' || arriving.some(({ proposed }) => proposed !== true)) return undefined;
  const value = !secret && isObject(now.value) ? member(now.value, 'default') : undefined;
  const fields = value === undefined ? 'optional: true' : `value: ${quoted(value)}, optional: true`;
  const doubt = arriving.length > 0 ? 'it may be there now, unless it had another name before' : undefined;
  return draft('add', path, stepText('add', path, fields), doubt);
}

function removalOf({ old, secret }: Change, path: Path): Draft | undefined {
  if (typeof path.at(-1) !== 'string') return undefined;
  const value = !secret && isObject(old.value) ? member(old.value, 'default') : undefined;
  const fields = value === undefined ? 'lossy: true' : `default: ${quoted(value)}`;
  return draft('remove', path, stepText('remove', path, fields), 'it is gone: its value is lost, unless it moves elsewhere');
}

function unitOfChange({ old, new: now }: Change, path: Path): Draft | undefined {
  const [from, to] = [old.value, now.value];
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  const [source, target] = [unitOf(from), unitOf(to)];
  const text = stepText('convert', path, `unit: { from: ${quoted(from)}, to: ${quoted(to)} }`);
  if (source !== undefined && source.dimension === target?.dimension) return draft('convert', path, text);
  return draft('convert', path, text, 'the unit is another one, and confman cannot convert it: give values instead');
}

const scalarTypes = new Set<JsonValue>(['string', 'number', 'integer', 'boolean']);

function typeOf({ old, new: now }: Change, path: Path): Draft | undefined {
  const [from, to] = [old.value, now.value];
  if (from === undefined || to === undefined) return undefined;
  if (to === 'array')
    return draft('convert', path, stepText('wrap', path, ''), 'it is an array now: of the one value, or of more?');
  if (from === 'array')
    return draft(
      'convert',
      path,
      stepText('head', path, 'lossy: true'),
      'it is no array any more: of several elements the first is taken',
    );
  if (!scalarTypes.has(from) || !scalarTypes.has(to) || (from === 'boolean' && to === 'number')) return undefined;
  const text = stepText('convert', path, `type: { from: ${quoted(from)}, to: ${quoted(to)} }`);
  return draft('convert', path, text, 'the type is another one: does the value mean the same?');
}

/** Values that are gone, each with a place to say what it becomes. */
function valuesOf({ old, new: now, secret }: Change, path: Path): Draft | undefined {
  if (secret) return undefined;
  const [before, after] = [listOf(old.value), listOf(now.value)];
  const gone = before.filter((value) => !after.includes(value));
  if (gone.length === 0 || gone.some((value) => typeof value === 'object' && value !== null)) return undefined;
  const pairs = gone.map((value) => `[${quoted(value)}, ${quoted(after[0] ?? null)}]`).join(', ');
  return draft(
    'convert',
    path,
    stepText('convert', path, `values: [${pairs}], others: "keep", lossy: true`),
    'these values are gone: say what becomes of each',
  );
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : value === undefined ? [] : [value];
}
