import { Option } from '@commander-js/extra-typings';
import type { SnapshotFormatName } from '../snapshot/formats.ts';

const names = ['json', 'yaml', 'bson'] as const satisfies readonly SnapshotFormatName[];

/** Declared here once, without loading the formats. */
export function outputFormatOption(): Option<
  '--output-format <format>',
  undefined,
  undefined,
  undefined,
  false,
  SnapshotFormatName
> {
  return new Option('--output-format <format>', 'format of the snapshots').choices(names);
}
