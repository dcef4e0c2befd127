import type { RunMemory } from '../../workspace/run-memory.ts';

const fileName = 'published-tips';

/** So many lost tips of a branch are remembered. */
const mostLost = 20;

const shape = 1;

interface RememberedTips {
  readonly shape: number;
  /** By the full name of the ref: where it was, and where it once was and should still lead. */
  readonly refs: Readonly<Record<string, { readonly tip: string; readonly lost: readonly string[] }>>;
}

/** Where a ref was when it was looked at last, and the tips that it has lost since. Sealed (decision 1), and safe to delete. */
export function rememberedTips(memory: RunMemory | undefined, ref: string): readonly string[] {
  const known = load(memory).get(ref);
  return known === undefined ? [] : [...known.lost, known.tip];
}

export function rememberTip(memory: RunMemory | undefined, ref: string, tip: string, lost: readonly string[]): void {
  const refs = load(memory);
  const before = refs.get(ref);
  const next = { tip, lost: lost.slice(-mostLost) };
  if (JSON.stringify(before) === JSON.stringify(next)) return;
  refs.set(ref, next);
  memory?.write(fileName, Buffer.from(JSON.stringify({ shape, refs: Object.fromEntries(refs) } satisfies RememberedTips)));
}

function load(memory: RunMemory | undefined): Map<string, RememberedTips['refs'][string]> {
  const bytes = memory?.read(fileName);
  // Sealed: it is what some confman wrote, whole.
  const known = bytes === undefined ? undefined : (JSON.parse(bytes.toString('utf8')) as RememberedTips);
  return new Map(known?.shape === shape ? Object.entries(known.refs) : []);
}
