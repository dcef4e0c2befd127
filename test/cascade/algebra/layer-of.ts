import { foldLayer, type Folded, type Layer } from '../../../src/cascade/fold-layers.ts';
import { buildMergeRules, type ArrayStrategy, type MergeRules } from '../../../src/cascade/merge-rules.ts';
import type { DocumentId } from '../../../src/model/document-id.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { parsePointer } from '../../../src/model/pointer.ts';
import { noVariables } from '../../../src/model/variables.ts';
import { brokenResult } from '../../../src/resolver/inlined.ts';
import { Resolver } from '../../../src/resolver/resolver.ts';

/** A layer without references, its directives read, straight from a value. */
export function layerOf(value: JsonValue, name: string, recording: boolean, finals: Layer['finals'] = []): Layer {
  const resolver = new Resolver({
    recording,
    limits: { references: 64, resolvedDepth: 256, resolvedBytes: 1 << 24 },
    document: () => undefined,
    isApp: () => false,
    app: () => brokenResult([], []),
    nearest: () => [],
    overlay: () => ({ value: {}, trace: undefined, diagnostics: [], flagged: false }),
  });
  const source = { path: `${name}.json`, format: 'json', text: JSON.stringify(value) } as const;
  const document = { id: name as DocumentId, source, value, dollar: true, indexKeys: false, diagnostics: [] };
  const inlined = resolver.layer(document, noVariables, true);
  return { name, value: inlined.value, trace: inlined.trace, patches: inlined.patches, finals };
}

export function fold(layers: readonly Layer[], rules: MergeRules, recording: boolean, from?: Folded): Folded {
  let folded = from;
  for (const layer of layers) folded = foldLayer(folded, layer, rules, recording);
  return folded as Folded;
}

export function rulesOf(merge: Readonly<Record<string, ArrayStrategy>>): MergeRules {
  return buildMergeRules([Object.entries(merge).map(([text, strategy]) => ({ pattern: parsePointer(text) ?? [], strategy }))]);
}
