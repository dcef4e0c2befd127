import type { ForgeRequest } from '../forges/forge-port.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';
import type { RequestRecord } from '../model/request.ts';

const restoring = /^Restores ([0-9a-f]{40}|[0-9a-f]{64})$/m;

/** What a rollback says of itself in its description; whether it holds is judged, whoever wrote it. */
export function withRestores(description: string, restores: string | null): string {
  if (restores === null) return description;
  return `${description}${description === '' ? '' : '\n\n'}Restores ${restores}`;
}

/** What confman judges of a forge's request: with everybody in it who is known to have had a part. */
export function hostedRecord({ record, contributors, description }: ForgeRequest): RequestRecord {
  return { ...record, restores: restoring.exec(description)?.[1], contributors: [...contributors, ...sameNames(contributors)] };
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
