import { currentBranch } from '../../git/current-branch.ts';
import { isRequestName } from '../forges/request-marker.ts';
import type { RequestProvider } from '../provider.ts';

/**
 * What a request is called where nobody says it: as the branch that is checked out, so that it is found again from there; a commit
 * that was named goes by its own name.
 * @param head full name of the commit
 */
export function defaultName(
  { location, branch: protectedBranch }: RequestProvider,
  revision: string | undefined,
  head: string,
): string {
  const branch = revision === undefined ? currentBranch(location.repository) : undefined;
  const name = branch === undefined || branch === protectedBranch ? '' : slug(branch);
  return isRequestName(name) ? name : head.slice(0, 12);
}

function slug(branch: string): string {
  return branch
    .slice(0, 100)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
}
