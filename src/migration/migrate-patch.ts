import { deepEqual, type JsonValue } from '../model/json.ts';
import { formatPointer, parsePointer } from '../model/pointer.ts';
import { carryTouch, type Refused, type Touch } from './carry-operation.ts';
import { applyOperation, type PatchOperation } from './json-patch.ts';
import { migrateData } from './migrate-data.ts';
import type { PatchConflict } from './patch-conflict.ts';
import { stepBelow } from './step-below.ts';
import type { Chain, Step } from './step.ts';

export interface MigratedPatch {
  /** Undefined where there is any conflict: a patch is made whole or not at all. */
  readonly patch: readonly PatchOperation[] | undefined;
  readonly conflicts: readonly PatchConflict[];
}

type Conflict = Omit<PatchConflict, 'operation' | 'pointer'>;
type Carried = readonly PatchOperation[] | Conflict;

/**
 * A JSON Patch made for data of one version as a patch for the same data in another: applying it there gives what applying
 * the original and migrating then would give. An operation that has no such counterpart is a conflict.
 *
 * @param base the data that the patch was made for. With it, every operation is tried out, and those can be carried that
 *   make or empty objects on their way.
 */
export function migrateJsonPatch(patch: readonly PatchOperation[], chain: Chain, base?: JsonValue): MigratedPatch {
  const conflicts: PatchConflict[] = [];
  const carried: PatchOperation[] = [];
  let state = base;
  for (const [operation, each] of patch.entries()) {
    const result = carryOperation(each, chain, state);
    if ('reason' in result) conflicts.push({ operation, pointer: each.path, ...result });
    else carried.push(...result);
    if (state !== undefined) state = applyOperation(state, each);
  }
  return conflicts.length === 0 ? { patch: carried, conflicts } : { patch: undefined, conflicts };
}

function carryOperation(operation: PatchOperation, chain: Chain, state: JsonValue | undefined): Carried {
  const { op } = operation;
  if (!isOperation(operation)) return broken('it is no operation of a JSON Patch');
  const carried = op === 'move' || op === 'copy' ? carryTransfer(operation, op, chain) : carryPlain(operation, op, chain);
  if ('reason' in carried) return carried;
  if (state !== undefined) return tried(operation, carried, chain, state);
  const { depends } = carried;
  if (depends === undefined) return [carried.operation];
  return { reason: 'depends-on-data', step: depends.text, message: 'whether objects are made or taken away depends on the data' };
}

function isOperation({ op, path, from, value }: PatchOperation): boolean {
  if (typeof path !== 'string' || parsePointer(path) === undefined) return false;
  if (op === 'move' || op === 'copy') return typeof from === 'string' && parsePointer(from) !== undefined;
  return op === 'remove' || ((op === 'add' || op === 'replace' || op === 'test') && value !== undefined);
}

function broken(message: string): Conflict {
  return { reason: 'does-not-apply', step: '', message };
}

interface CarriedOne {
  readonly operation: PatchOperation;
  readonly depends: Step | undefined;
}

function carryPlain({ path, value }: PatchOperation, given: Touch['op'], chain: Chain): CarriedOne | Conflict {
  const touch = carryAll(
    { op: given, path: parsePointer(path) as string[], value: given === 'remove' ? undefined : value },
    chain,
  );
  if ('reason' in touch) return touch;
  const { op } = touch;
  const place = formatPointer(touch.path);
  const operation = touch.value === undefined ? { op, path: place } : { op, path: place, value: touch.value };
  return { operation, depends: touch.depends };
}

function carryAll(touch: Touch, chain: Chain): Touch | Conflict {
  let at = touch;
  for (const step of chain) {
    const next: Touch | Refused = carryTouch(at, step);
    if ('reason' in next) return { ...next, step: step.text };
    at = next;
  }
  return at;
}

/** The value is taken from one place to another: all that is done to it must be the same at both. */
function carryTransfer(operation: PatchOperation, op: 'move' | 'copy', chain: Chain): CarriedOne | Conflict {
  let from: Touch = {
    op: op === 'move' ? 'remove' : 'test',
    path: parsePointer(operation.from as string) as string[],
    value: undefined,
  };
  let to: Touch = { op: 'add', path: parsePointer(operation.path) as string[], value: undefined };
  for (const step of chain) {
    if (shapeOf(step, from.path) !== shapeOf(step, to.path))
      return { reason: 'split', step: step.text, message: 'the value would be converted at one of the two places alone' };
    const [source, target] = [carryTouch(from, step), carryTouch(to, step)];
    if ('reason' in source) return { ...source, step: step.text };
    if ('reason' in target) return { ...target, step: step.text };
    if (source.op !== from.op) return { reason: 'taken', step: step.text, message: 'a value is filled in where this one was' };
    [from, to] = [source, target];
  }
  return {
    operation: { op, from: formatPointer(from.path), path: formatPointer(to.path) },
    depends: from.depends ?? to.depends,
  };
}

/** What a step does to a value at a place, as text. */
function shapeOf(step: Step, path: readonly string[]): string {
  const inner = stepBelow(step, path);
  return inner === undefined ? '' : JSON.stringify({ ...inner, site: undefined, text: undefined });
}

/** Tries what could be meant on the data, and takes what does the same. */
function tried(original: PatchOperation, { operation, depends }: CarriedOne, chain: Chain, state: JsonValue): Carried {
  const after = applyOperation(state, original);
  if (after === undefined) return broken('it does not apply to the data');
  const [before, wanted] = [migrateData(state, chain).value, migrateData(after, chain).value];
  const step = depends?.text ?? '';
  if (before === undefined || wanted === undefined)
    return { reason: 'not-convertible', step, message: 'the data cannot be migrated' };
  for (const candidate of candidatesFor(operation)) {
    const result = candidate.reduce<JsonValue | undefined>((value, each) => value && applyOperation(value, each), before);
    if (result !== undefined && deepEqual(result, wanted)) return candidate;
  }
  return { reason: 'depends-on-data', step, message: 'no single change of the new data does the same' };
}

/** The operation alone, with the objects around its place made before, or taken away after. */
function* candidatesFor(operation: PatchOperation): Generator<readonly PatchOperation[]> {
  yield [operation];
  const tokens = parsePointer(operation.path) as string[];
  const around = tokens.slice(0, -1).map((_, i) => formatPointer(tokens.slice(0, i + 1)));
  for (let first = around.length - 1; first >= 0; first--) {
    if (operation.op === 'add')
      yield [...around.slice(first).map((path) => ({ op: 'add', path, value: {} }) as const), operation];
    if (operation.op === 'remove') yield [{ op: 'remove', path: around[first] as string }];
  }
}
