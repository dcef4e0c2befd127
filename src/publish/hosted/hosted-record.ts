import type { ForgeRequest } from '../forges/forge-port.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';
import type { RequestRecord } from '../model/request.ts';

const restoring = /^Restores ([0-9a-f]{40}|[0-9a-f]{64})$/m;

/** What a rollback says of itself in its description, once; whether it holds is judged, whoever wrote it. */
export function withRestores(description: string, restores: string | null | undefined): string {
  if (restores === null || restores === undefined) return description;
  const text = description.replaceAll(new RegExp(restoring, 'gm'), '').trim();
  return `${text}${text === '' ? '' : '\n\n'}Restores ${restores}`;
}

/** Full name of the commit whose state a description says that it brings back. */
export function restoredIn(description: string): string | undefined {
  return restoring.exec(description)?.[1];
}

/** What confman judges of a forge's request: with everybody in it who is known to have had a part. */
export function hostedRecord({ record, contributors, description }: ForgeRequest): RequestRecord {
  return { ...record, restores: restoredIn(description), contributors: [...contributors, ...sameNames(contributors)] };
}

/**
 * GitLab links no commit to an account. The account that is called as an address is counts as the same person: somebody kept from
 * approving can ask another, somebody who approves their own cannot be undone.
 */
function sameNames(contributors: readonly string[]): readonly string[] {
  return contributors.flatMap((person) => {
    const principal = parsePrincipal(person);
    return principal?.kind === 'email' ? [`gitlab:${principal.text.split('@')[0] ?? ''}`] : [];
  });
}
