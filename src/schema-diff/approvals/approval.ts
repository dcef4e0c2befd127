import type { FromSchema } from 'json-schema-to-ts';
import { matchGlob } from '../../model/glob.ts';
import type { Source, Site } from '../../model/source.ts';
import type { approvalsSchema } from './approvals-schema.ts';

/** A finding about two versions of a family that somebody accepted. Versions are written `v2`. */
export interface Approval {
  readonly rule: string;
  /** A pattern of paths. */
  readonly path: string;
  /** Undefined stands for the version before `to`. */
  readonly from: string | undefined;
  readonly to: string;
  readonly reason: string;
  readonly by: string;
  /** `2026-12-31`: the last day on which it counts. */
  readonly until: string | undefined;
  readonly site: Site;
}

/** Two versions that are held against each other. */
export interface VersionPair {
  readonly from: string;
  readonly to: string;
  /** `from` is the version before `to`. */
  readonly isNext: boolean;
}

/** @param written a value that the schema of approvals documents accepts */
export function readApprovals(written: FromSchema<typeof approvalsSchema>, source: Source): Approval[] {
  return written.approvals.map(({ rule, path, from, to, reason, by, until }, i) => {
    const site: Site = { source, pointer: `/approvals/${i}`, at: 'value' };
    return { rule, path, from, to, reason, by, until, site };
  });
}

/** @param today `2026-05-13`, UTC */
export function isExpired({ until }: Approval, today: string): boolean {
  return until !== undefined && until < today;
}

export function isAbout({ from, to }: Approval, pair: VersionPair): boolean {
  return to === pair.to && (from === undefined ? pair.isNext : from === pair.from);
}

export function accepts(approval: Approval, change: { readonly rule: string; readonly path: string }): boolean {
  return approval.rule === change.rule && matchGlob(approval.path, change.path);
}
