import { edit, type Edit } from '../../documents/edit.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { formatPointer, parsePointer } from '../../model/pointer.ts';
import type { Source } from '../../model/source.ts';
import { carryPlace } from '../../migration/carry-place.ts';
import { migrateDocument } from '../../migration/migrate-document.ts';
import type { Chain, Step } from '../../migration/step.ts';

/**
 * The text of a cascade whose strategies and final pointers name the places of the data as a chain leaves them.
 *
 * @param value as the text is read
 * @param isShared apps that are not carried over have the cascade, too: the old places stay beside the new ones
 */
export function carryCascade(source: Source, value: JsonValue, chain: Chain, isShared: boolean): string {
  if (!isObject(value)) return source.text;
  const merge = member(value, 'merge');
  const carried = isObject(merge) ? carriedKeys(Object.keys(merge), chain) : [];
  const text = isShared || carried.length === 0 ? source.text : withKeys(source, value, carried);
  const added = isShared && isObject(merge) ? carried.map((each) => addition(merge, each)) : [];
  const edits = [...added, ...finalEdits(value, chain, isShared)];
  return edits.length === 0 ? text : edit({ ...source, text }, edits);
}

interface CarriedKey {
  readonly from: string;
  readonly to: string;
}

/** One that is taken already says what holds there. */
function carriedKeys(pointers: readonly string[], chain: Chain): CarriedKey[] {
  const taken = new Set(pointers);
  return pointers.flatMap((from) => {
    const tokens = parsePointer(from);
    const to = tokens === undefined ? from : formatPointer(carryPlace(tokens, chain).tokens);
    if (taken.has(to)) return [];
    taken.add(to);
    return [{ from, to }];
  });
}

/** In place, with what is written beside them. */
function withKeys(source: Source, value: JsonValue, keys: readonly CarriedKey[]): string {
  const steps = keys.map(({ from, to }): Step => {
    const text = `rename ${from}`;
    return { op: 'rename', scope: ['merge'], at: [from], to, text, site: undefined, lossy: false };
  });
  return migrateDocument(source, value, steps, { partial: false }).value?.text ?? source.text;
}

function addition(merge: JsonObject, { from, to }: CarriedKey): Edit {
  return { pointer: formatPointer(['merge', to]), op: 'set', value: merge[from] as JsonValue };
}

function finalEdits(cascade: JsonObject, chain: Chain, isShared: boolean): Edit[] {
  const layers = member(cascade, 'layers');
  if (!isArray(layers)) return [];
  return layers.flatMap((layer, i) => {
    const finals = isObject(layer) ? member(layer, 'final') : undefined;
    return isArray(finals) ? carriedFinals(finals, ['layers', String(i), 'final'], chain, isShared) : [];
  });
}

/** What left a final place is final in the new one, too. */
function carriedFinals(finals: readonly JsonValue[], at: readonly string[], chain: Chain, isShared: boolean): Edit[] {
  const taken = new Set(finals);
  const added = new Set<string>();
  const edits: Edit[] = [];
  finals.forEach((text, i) => {
    const tokens = typeof text === 'string' ? parsePointer(text) : undefined;
    if (tokens === undefined) return;
    const { tokens: now, escaped } = carryPlace(tokens, chain);
    const to = formatPointer(now);
    if (to !== text && isShared) added.add(to);
    else if (to !== text) edits.push({ pointer: formatPointer([...at, String(i)]), op: 'set', value: to });
    for (const each of escaped) added.add(formatPointer(each));
  });
  const missing = [...added].filter((pointer) => !taken.has(pointer));
  return [...edits, ...missing.map((value): Edit => ({ pointer: formatPointer([...at, '-']), op: 'insert', value }))];
}
