import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';
import { ruleName } from './rule-name.ts';

/**
 * One identity for each finding, by which forges tell new findings from known ones: made of rule or code, file, pointer and
 * sentence (which carries the arguments), never of a line or column, so that it survives edits above it. Findings that
 * are alike in all of that are numbered, because GitLab drops a fingerprint that comes twice.
 *
 * @returns 64 hex digits for each finding, in the same order
 */
export function fingerprintsOf(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = JSON.stringify([ruleName(finding), finding.place?.file ?? '', finding.pointer, finding.message]);
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    return createHash('sha256').update(`${identity}${ordinal}`).digest('hex');
  });
}
