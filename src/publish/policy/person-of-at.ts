import { nobodysNames } from '../../namespaces/people.ts';
import { openAccess } from '../../pipeline/access/access.ts';
import { openAtCommit } from '../../pipeline/open-at-commit.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import type { ReachPlace } from './open-reach.ts';
import { personOf } from './person-of.ts';

/** Tells the names of one person by an equal key, as a commit says it; nobody has several where it says nothing that can be used. */
export async function personOfAt({ location, reader }: ReachPlace, commit: string): Promise<(name: string) => string> {
  const shared = new SharedObjects(location.repository);
  const { value } = await openAtCommit(location, commit, { reader, shared, reads: 'all' });
  return personOf(value === undefined ? nobodysNames : (await openAccess(value.workspace)).groups.people);
}
