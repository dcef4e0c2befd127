import type { SnapshotFormat } from './formats/format.ts';

/** A format is loaded when it is asked for: `bson` alone takes 17 MB when it is imported, and most runs write json. */
interface SnapshotFormatRow {
  /** Without the dot. */
  readonly extension: string;
  readonly load: () => Promise<SnapshotFormat>;
}

/** Every output format. To add one: a file in `formats/`, a row here, its head in `recognise-snapshot.ts`. */
export const snapshotFormats = Object.freeze({
  json: { extension: 'json', load: async () => (await import('./formats/json.ts')).jsonFormat },
  yaml: { extension: 'yaml', load: async () => (await import('./formats/yaml.ts')).yamlFormat },
  bson: { extension: 'bson', load: async () => (await import('./formats/bson.ts')).bsonFormat },
} as const satisfies Record<string, SnapshotFormatRow>);

export type SnapshotFormatName = keyof typeof snapshotFormats;

export function isSnapshotFormat(name: unknown): name is SnapshotFormatName {
  return typeof name === 'string' && Object.hasOwn(snapshotFormats, name);
}
