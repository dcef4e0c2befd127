import type { DocumentId } from '../../src/model/document-id.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { DataApp } from '../../src/pipeline/lifecycle/immutable-breaks.ts';
import { Annotations } from '../../src/schema/annotations/annotations.ts';
import type { LifecycleMark } from '../../src/schema/annotations/lifecycle-marks.ts';
import { SchemaLibrary } from '../../src/schema/index/library.ts';
import { readSchema } from '../../src/schema/index/read-schema.ts';
import { rootPlace } from '../../src/schema/lowering/place.ts';

const alone = {
  document: () => ({ missing: true }) as const,
  versions: () => [],
  nearest: () => [],
  all: () => [],
  idAt: () => undefined,
};

/** As much of a compiled app as its data and what its schema says beside its verdict: nothing is compiled. */
export function markedApp(schema: JsonValue, data: JsonValue): DataApp {
  const source = { path: 'schemas/s/v1.json', format: 'json', text: '{}' } as const;
  const read = readSchema('schemas/s/v1' as DocumentId, source, schema);
  if (!('document' in read)) throw new Error('no schema');
  const annotations = new Annotations(new SchemaLibrary(alone), (pattern) => new RegExp(pattern, 'u'));
  const place = rootPlace(read.document.resources[0]!, false);
  const lifecycleMarks = (value: JsonValue): readonly LifecycleMark[] => {
    const marks: LifecycleMark[] = [];
    annotations.lifecycleOf(place)?.collect(value, marks);
    return marks;
  };
  const mergeStrategies = annotations.mergesOf(place).value;
  const bound = { lifecycleMarks, mergeStrategies, isSecretAt: () => false };
  return { id: 'apps/a', data, schema: bound, plan: { merge: [] } } as unknown as DataApp;
}
