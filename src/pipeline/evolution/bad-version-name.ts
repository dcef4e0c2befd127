import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lastSegment, type DocumentId } from '../../model/document-id.ts';
import { isFailedVersion } from '../../model/schema-version.ts';
import type { Workspace } from '../workspace.ts';

/** A schema that was meant to be a version of its family and is none, because of its name. */
export function badVersionName({ store }: Workspace, id: DocumentId): Diagnostic[] {
  const name = lastSegment(id);
  const source = isFailedVersion(name) ? store.get(id)?.source : undefined;
  if (source === undefined) return [];
  const site = { source, pointer: '', at: { start: 0, end: 0 } } as const;
  const numbers = name.replace(/^\D+/, '').split('.').slice(0, 3).map(Number);
  const meant = numbers.every((each) => Number.isSafeInteger(each)) ? `v${numbers.join('.')}` : 'v1';
  return [
    diagnostic('retention/bad-version-name', { schema: id, name }, { site, hint: `Rename it to ${meant}, or to something else` }),
  ];
}

/** @param shown where the text stands */
export function badVersion(version: string, shown: string): Diagnostic {
  return diagnostic('retention/bad-version', { version, shown }, { hint: 'Write v1, v1.2 or v1.2.3' });
}
