import type { Files } from '../pipeline/memory-workspace.ts';

interface LayeredOptions {
  /** The `merge` of the cascade. */
  readonly merge?: Readonly<Record<string, unknown>>;
  /** Pointers that are final, by the number of the layer that says so. */
  readonly final?: Readonly<Record<number, readonly string[]>>;
  readonly more?: Files;
}

/** The app `apps/a` of these layers: the documents `l1`, `l2` and so on, and as the last its own config. */
export function layered(layers: readonly string[], { merge = {}, final = {}, more = {} }: LayeredOptions = {}): Files {
  const names = layers.map((_, i) => (i === layers.length - 1 ? '{app}' : `l${i + 1}`));
  const definition = { layers: names.map((id, i) => ({ id, name: `layer ${i + 1}`, final: final[i + 1] ?? [] })), merge };
  const documents = layers.map((text, i) => [pathOfLayer(i, layers.length), text] as const);
  return { 'configs/apps/a/cascade.json': JSON.stringify(definition, null, 2), ...Object.fromEntries(documents), ...more };
}

function pathOfLayer(index: number, count: number): string {
  return index === count - 1 ? 'configs/apps/a/config.json5' : `configs/l${index + 1}.json5`;
}
