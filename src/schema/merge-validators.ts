import { packValidators, unpackValidators } from './compiled-cache.ts';

/** The validators of two threads as one; where both have one, either will do. */
export function mergeValidators(left: Uint8Array | undefined, right: Uint8Array | undefined): Uint8Array | undefined {
  const [first, second] = [left && unpackValidators(left), right && unpackValidators(right)];
  if (first === undefined || second === undefined) return first === undefined ? right : left;
  const offset = first.modules.length;
  const moved = Object.entries(second.entries).map(([key, entry]) => [key, { ...entry, module: entry.module + offset }] as const);
  const { world } = first;
  return packValidators({
    world: world === second.world ? world : undefined,
    entries: { ...Object.fromEntries(moved), ...first.entries },
    modules: [...first.modules, ...second.modules],
  });
}
